; SPDX-License-Identifier: Apache-2.0 OR MIT
; Casts and steps were run.
; EXPECT: ^@a = alias i32, inttoptr \(i64 ptrtoint \(ptr @t to i64\) to ptr\)$
; EXPECT: ^@b = alias i32, getelementptr \(i8, ptr @t, i64 4\)$
; EXPECT: ^@c = alias i32, ptr @b$
target triple = "x86_64-unknown-linux-gnu"
@t = global [4 x i32] zeroinitializer
@a = alias i32, inttoptr (i64 ptrtoint (ptr @t to i64) to ptr)
@b = alias i32, getelementptr (i8, ptr @t, i64 4)
@c = alias i32, ptr @b
