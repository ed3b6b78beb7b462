; SPDX-License-Identifier: Apache-2.0 OR MIT
; Of all orders, sequential consistency only; a fence that is there is enough.
; FINDING: BCF021
; EXPECT-IN-ORDER: store atomic i32 1, ptr %p release, align 4 store atomic i32 2, ptr %p seq_cst, align 4 fence seq_cst store atomic i32 3, ptr %p seq_cst, align 4 fence seq_cst ret void
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p) {
  store atomic i32 1, ptr %p release, align 4
  store atomic i32 2, ptr %p seq_cst, align 4
  store atomic i32 3, ptr %p seq_cst, align 4
  fence seq_cst
  ret void
}
