; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@h = internal constant [2 x i32] [i32 1, i32 2]
@t = internal constant [1 x i32] [i32 trunc (i64 sub (i64 ptrtoint (ptr @h to i64), i64 ptrtoint (ptr @t to i64)) to i32)]
define i32 @main() {
 %o = load i32, ptr @t
 %x = sext i32 %o to i64
 %q = getelementptr i8, ptr @t, i64 %x
 %r = load i32, ptr %q
 ret i32 %r
}
