; SPDX-License-Identifier: Apache-2.0 OR MIT
; The module has a variable where the definition of the intrinsic wants a function of libm.
; EXPECT: @round = global i8 0
; REJECT: call double @round\(
target triple = "x86_64-unknown-linux-gnu"
@round = global i8 0
declare double @llvm.round.f64(double)
define double @f(double %x) {
  %y = call double @llvm.round.f64(double %x)
  ret double %y
}
