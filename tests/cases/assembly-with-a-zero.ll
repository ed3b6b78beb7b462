; SPDX-License-Identifier: Apache-2.0 OR MIT
; What stands behind a zero byte is assembly too.
; FINDING: BCF042
; EXPECT: call void @"bcfix: inline assembly has no form: it has a zero byte \(in f\)"\(\)
; EXPECT: call void @"bcfix: inline assembly has no form: it has a zero byte \(in g\)"\(\)
; REJECT: ^  call .*asm
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  call void asm sideeffect "\00bogus", ""()
  ret void
}
define void @g() {
  call void asm sideeffect "nop\0A\00bogus", ""()
  ret void
}
