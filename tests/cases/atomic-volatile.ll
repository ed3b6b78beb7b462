; SPDX-License-Identifier: Apache-2.0 OR MIT
; What the loop does is as volatile as what it stands for, and in its scope.
; FINDING: BCF021
; EXPECT: cmpxchg volatile ptr %0, i32 %[0-9]+, i32 %[0-9]+ syncscope\("singlethread"\) seq_cst seq_cst
target triple = "x86_64-unknown-linux-gnu"
define i32 @f(ptr %p, i32 %x) {
  %old = atomicrmw volatile max ptr %p, i32 %x syncscope("singlethread") seq_cst
  ret i32 %old
}
