; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.memcpy.p0.p0.i128(ptr, ptr, i128, i1 immarg)
define i32 @main(i32 %c, ptr %v) {
 %p = alloca i32
 %q = alloca i32
 store i32 1, ptr %p
 call void @llvm.memcpy.p0.p0.i128(ptr align 4 %q, ptr align 4 %p, i128 4, i1 false)
 %r = load i32, ptr %q
 ret i32 %r
}
