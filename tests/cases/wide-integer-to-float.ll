; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF022
; EXPECT: call double @bcfix\.uitofp\.i128\.f64\(i128 %x\)
target triple = "x86_64-unknown-linux-gnu"
define double @f(i128 %x) {
  %y = uitofp i128 %x to double
  ret double %y
}
