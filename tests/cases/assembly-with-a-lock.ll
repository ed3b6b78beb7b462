; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT: atomicrmw xor ptr %[0-9]+, i32 -1 seq_cst, align 4
; EXPECT: call i32 @bcfix\.lock\.neg\.i32\(
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p) {
  call void asm sideeffect inteldialect "lock not dword ptr [${0:q}]", "r,~{memory}"(ptr %p)
  call void asm sideeffect inteldialect "lock neg dword ptr [${0:q}]", "r,~{memory}"(ptr %p)
  ret void
}
