; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF021
; EXPECT: call i32 @bcfix\.atomic\.max\.i32\.[0-9]\(ptr %p, i32 %x\)
; EXPECT: cmpxchg ptr %0, i32 %[0-9]+, i32 %[0-9]+ seq_cst seq_cst
; REJECT: atomicrmw
target triple = "x86_64-unknown-linux-gnu"
define i32 @f(ptr %p, i32 %x) {
  %old = atomicrmw max ptr %p, i32 %x seq_cst
  ret i32 %old
}
