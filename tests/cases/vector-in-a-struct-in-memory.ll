; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF028
; EXPECT: alloca \[96 x i8\], align 32
; EXPECT-IN-ORDER: getelementptr \[96 x i8\], ptr %s, i64 %i .*getelementptr \[1 x i8\], ptr [^ ]+, i64 32 .*getelementptr \[16 x i8\], ptr [^ ]+, i64 1
; EXPECT-IN-ORDER: load i8, ptr %p, align 1 .*getelementptr i8, ptr %p, i64 32 .*load i256
; REJECT: store (%record|\{)
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
%record = type { i8, <2 x i128>, i64 }
define void @f(ptr %p, i64 %i) {
  %s = alloca %record
  %lane = getelementptr %record, ptr %s, i64 %i, i32 1, i64 1
  store i128 5, ptr %lane
  %v = load %record, ptr %p
  store %record %v, ptr %s
  ret void
}
