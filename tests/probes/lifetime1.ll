; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.lifetime.start.p0(ptr)
declare void @llvm.lifetime.end.p0(ptr)
define i32 @main(i32 %c, ptr %v) {
 %p = alloca i32
 call void @llvm.lifetime.start.p0(ptr %p)
 store i32 1, ptr %p
 %r = load i32, ptr %p
 call void @llvm.lifetime.end.p0(ptr %p)
 ret i32 %r
}
