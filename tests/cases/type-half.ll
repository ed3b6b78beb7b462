; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF052
; MESSAGE: half has no form for graalvm-25\.0 \(in f\)
; EXPECT: call void @"bcfix: half has no form for graalvm-25\.0 \(in f\)"\(\)
; REJECT: fadd
; EXPECT: ^define half @f\(half %0\)
target triple = "x86_64-unknown-linux-gnu"
@address = global ptr blockaddress(@f, %there)
define half @f(half %x) {
  %sum = fadd half %x, 1.0
  br label %there
there:
  ret half %sum
}
