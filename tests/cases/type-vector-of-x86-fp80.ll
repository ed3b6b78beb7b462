; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF052
; MESSAGE: vector of x86_fp80 has no form for graalvm-25\.0 \(in f\)
; EXPECT: call void @"bcfix: vector of x86_fp80 has no form for graalvm-25\.0 \(in f\)"\(\)
; REJECT: fadd
; EXPECT: ^define <2 x x86_fp80> @f\(<2 x x86_fp80> %0\)
target triple = "x86_64-unknown-linux-gnu"
@address = global ptr blockaddress(@f, %there)
define <2 x x86_fp80> @f(<2 x x86_fp80> %x) {
  %sum = fadd <2 x x86_fp80> %x, %x
  br label %there
there:
  ret <2 x x86_fp80> %sum
}
