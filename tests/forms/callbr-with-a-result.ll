; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 17: callbr i32 asm sideeffect
; BELOW 17: call i32 @"bcfix: callbr is not available on llvm-1[0-9] \(in f\)"\(\)
; FINDING-BELOW 17: BCF041
target triple = "x86_64-unknown-linux-gnu"
define i32 @f() {
entry:
  %r = callbr i32 asm sideeffect "mov $$1, $0; jmp ${1:l}", "=r,!i"()
          to label %next [label %other]
next:
  ret i32 %r
other:
  ret i32 %r
}
