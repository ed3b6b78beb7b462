; SPDX-License-Identifier: Apache-2.0 OR MIT
; The place stops the program; the block it does not go to any more loses an edge.
; FINDING: BCF041
; REJECT: ^ *callbr
; EXPECT: call void @"bcfix: callbr is not available on graalvm-25.0 \(in f\)"\(\)
; EXPECT: br label %next
; EXPECT: phi i32 \[ 7, %next \]$
target triple = "x86_64-unknown-linux-gnu"
define i32 @f() {
entry:
  callbr void asm sideeffect "jmp ${0:l}", "!i"()
          to label %next [label %other]
next:
  br label %other
other:
  %x = phi i32 [ 5, %entry ], [ 7, %next ]
  ret i32 %x
}
