; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 15: callbr void asm sideeffect
; BELOW 15: call void @"bcfix: callbr is not available on llvm-14 \(in f\)"\(\)
; FINDING-BELOW 15: BCF041
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
