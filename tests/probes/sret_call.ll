; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
define internal void @f(ptr sret({ i32, i32 }) dead_on_unwind writable align 4 initializes((0, 8)) captures(none) %p) {
 store i32 1, ptr %p
 ret void
}
define i32 @main() {
 %p = alloca { i32, i32 }
 call void @f(ptr sret({ i32, i32 }) %p)
 %r = load i32, ptr %p
 ret i32 %r }
