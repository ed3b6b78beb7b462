; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@to = global [6 x i32] zeroinitializer
declare void @llvm.experimental.memset.pattern.p0.i32.i64(ptr, i32, i64, i1)
define i32 @main(i32 %c, ptr %v) {
 %p = getelementptr i32, ptr @to, i64 1
 %n = zext i32 %c to i64
 %m = add i64 %n, 3
 call void @llvm.experimental.memset.pattern.p0.i32.i64(ptr align 4 %p, i32 305419896, i64 %m, i1 false)
 call void @llvm.experimental.memset.pattern.p0.i32.i64(ptr align 4 @to, i32 1, i64 0, i1 false)
 %e = getelementptr i32, ptr @to, i64 %m
 %f = getelementptr i32, ptr %e, i64 1
 %a = load i32, ptr @to
 %b = load i32, ptr %e
 %d = load i32, ptr %f
 %x = icmp eq i32 %a, 0
 %y = icmp eq i32 %b, 305419896
 %z = icmp eq i32 %d, 0
 %xy = and i1 %x, %y
 %xyz = and i1 %xy, %z
 %r = zext i1 %xyz to i32
 ret i32 %r
}
