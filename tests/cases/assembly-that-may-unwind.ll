; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --unsupported=refuse
; FINDING: BCF024
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
declare i32 @rust_eh_personality(...)
define i32 @f() personality ptr @rust_eh_personality {
  invoke void asm sideeffect unwind "nop", ""() to label %n unwind label %u
n:
  ret i32 1
u:
  %l = landingpad { ptr, i32 } cleanup
  ret i32 0
}
