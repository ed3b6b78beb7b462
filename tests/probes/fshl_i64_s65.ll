; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare i64 @llvm.fshl.i64(i64, i64, i64)
define i32 @main(i32 %c, ptr %v) {
 %p = alloca i64
 store i64 1, ptr %p
 %a = load i64, ptr %p
 store i64 65, ptr %p
 %s = load i64, ptr %p
 %r = call i64 @llvm.fshl.i64(i64 %a, i64 4, i64 %s)
 %e = icmp eq i64 %r, 2
 %z = zext i1 %e to i32
 ret i32 %z
}
