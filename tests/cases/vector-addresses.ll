; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: alloca \[64 x i8\]
; EXPECT-IN-ORDER: getelementptr \[256 x i8\], ptr %p, i64 %i .*getelementptr \[64 x i8\], ptr [^ ]+, i64 2 .*getelementptr \[16 x i8\], ptr [^ ]+, i64 1
; EXPECT: getelementptr i8, <2 x ptr> %v, <2 x i64>
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p, i64 %i, <2 x ptr> %v, <2 x i24> %n) {
  %a = alloca <3 x i128>
  %r = getelementptr [4 x <3 x i128>], ptr %p, i64 %i, i64 2, i64 1
  %s = getelementptr i8, <2 x ptr> %v, <2 x i24> %n
  store <2 x ptr> %s, ptr %a
  store ptr %a, ptr %r
  ret void
}
