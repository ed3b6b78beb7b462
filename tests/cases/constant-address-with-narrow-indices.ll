; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong takes constant indices of 32 and 64 bits.
; FINDING: BCF026
; EXPECT: @p = global ptr getelementptr \(i8, ptr @a, i64 -2\)
; EXPECT: store ptr getelementptr \(i16, ptr @a, i64 -1\), ptr %x
target triple = "x86_64-unknown-linux-gnu"
@a = global [8 x i32] zeroinitializer
@p = global ptr getelementptr (i8, ptr @a, i8 -2)
define void @f(ptr %x) {
  store ptr getelementptr (i16, ptr @a, i128 -1), ptr %x
  ret void
}
