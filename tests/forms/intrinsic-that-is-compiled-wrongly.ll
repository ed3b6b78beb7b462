; SPDX-License-Identifier: Apache-2.0 OR MIT
; LLVM 20 and 21 have it, and give -infinity for the greater of -infinity and infinity.
; ALL: call double @bcfix.maximumnum.f64\(double %x, double %y\)
; FINDING-BELOW 22: BCF020
target triple = "x86_64-unknown-linux-gnu"
declare double @llvm.maximumnum.f64(double, double)
define double @f(double %x, double %y) {
  %z = call double @llvm.maximumnum.f64(double %x, double %y)
  ret double %z
}
