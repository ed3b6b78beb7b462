; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT: fence seq_cst
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  call void asm sideeffect "mfence", "~{memory}"()
  ret void
}
