; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF041
; EXPECT: call i16 @"bcfix: such an operation on half, bfloat or fp128 has no form for graalvm-25.0 \(in f\)"\(\)
target triple = "x86_64-unknown-linux-gnu"
define half @f(x86_fp80 %x) {
  %y = fptrunc x86_fp80 %x to half
  ret half %y
}
