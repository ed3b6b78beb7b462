; SPDX-License-Identifier: Apache-2.0 OR MIT
; It may change what the call does: the place stops the program.
; FINDING: BCF041
; EXPECT: call void @"bcfix: the operand bundle of a call has no form for graalvm-25.0 \(in f\)"\(\)
; REJECT: mystery
target triple = "x86_64-unknown-linux-gnu"
declare void @g()
define void @f(i32 %x) {
  call void @g() [ "mystery"(i32 %x) ]
  ret void
}
