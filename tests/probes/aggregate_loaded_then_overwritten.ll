; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define i32 @main(i32 %c, ptr %v) {
 %p = alloca { i64, [2 x i16] }
 %q = getelementptr { i64, [2 x i16] }, ptr %p, i32 0, i32 1, i32 1
 store i64 40, ptr %p
 store i16 2, ptr %q
 %a = load { i64, [2 x i16] }, ptr %p
 store i64 7, ptr %p
 store i16 8, ptr %q
 %x = extractvalue { i64, [2 x i16] } %a, 0
 %y = extractvalue { i64, [2 x i16] } %a, 1, 1
 %w = zext i16 %y to i64
 %s = add i64 %x, %w
 %e = icmp eq i64 %s, 42
 %z = zext i1 %e to i32
 ret i32 %z
}
