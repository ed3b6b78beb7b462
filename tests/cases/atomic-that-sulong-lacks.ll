; SPDX-License-Identifier: Apache-2.0 OR MIT
; Each is a loop with cmpxchg.
; FINDING: BCF021
; EXPECT: call i32 @bcfix\.atomic\.max\.i32\.[0-9]\(ptr %p, i32 %x\)
; EXPECT: call i32 @bcfix\.atomic\.min\.i32\.[0-9]\(ptr %p, i32 %x\)
; EXPECT: call i32 @bcfix\.atomic\.umax\.i32\.[0-9]\(ptr %p, i32 %x\)
; EXPECT: call i32 @bcfix\.atomic\.umin\.i32\.[0-9]\(ptr %p, i32 %x\)
; EXPECT: call double @bcfix\.atomic\.fadd\.f64\.[0-9]\(ptr %p, double %x\)
; EXPECT: call double @bcfix\.atomic\.fsub\.f64\.[0-9]\(ptr %p, double %x\)
; EXPECT: cmpxchg ptr %0, i32 %[0-9]+, i32 %[0-9]+ seq_cst seq_cst
; EXPECT: icmp ugt i32
; EXPECT: fsub double
; REJECT: atomicrmw
target triple = "x86_64-unknown-linux-gnu"
define i32 @max(ptr %p, i32 %x) {
  %old = atomicrmw max ptr %p, i32 %x seq_cst
  ret i32 %old
}
define i32 @min(ptr %p, i32 %x) {
  %old = atomicrmw min ptr %p, i32 %x seq_cst
  ret i32 %old
}
define i32 @umax(ptr %p, i32 %x) {
  %old = atomicrmw umax ptr %p, i32 %x seq_cst
  ret i32 %old
}
define i32 @umin(ptr %p, i32 %x) {
  %old = atomicrmw umin ptr %p, i32 %x seq_cst
  ret i32 %old
}
define double @fadd(ptr %p, double %x) {
  %old = atomicrmw fadd ptr %p, double %x seq_cst
  ret double %old
}
define double @fsub(ptr %p, double %x) {
  %old = atomicrmw fsub ptr %p, double %x seq_cst
  ret double %old
}
