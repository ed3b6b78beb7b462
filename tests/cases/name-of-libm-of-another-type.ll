; SPDX-License-Identifier: Apache-2.0 OR MIT
; The module has a function of another type where the definition of the intrinsic wants one of libm.
; EXPECT: declare void @round\(\)
; REJECT: call double @round\(
target triple = "x86_64-unknown-linux-gnu"
declare void @round()
declare double @llvm.round.f64(double)
define double @f(double %x) {
  %y = call double @llvm.round.f64(double %x)
  ret double %y
}
