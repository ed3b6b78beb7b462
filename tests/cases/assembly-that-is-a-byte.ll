; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; FINDING: BCF042
; EXPECT: inline assembly has no form: \.byte 0xf4 \(in g\)
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  call void asm sideeffect ".byte 0x90", "~{memory}"()
  ret void
}
define void @g() {
  call void asm sideeffect inteldialect ".byte 0xf4", "~{memory}"()
  ret void
}
