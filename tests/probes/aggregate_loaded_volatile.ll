; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal void @overwrite(ptr %p) noinline {
 store volatile [4 x i32] [i32 9, i32 9, i32 9, i32 9], ptr %p
 ret void
}
define i32 @main(i32 %c, ptr %v) {
 %p = alloca [4 x i32]
 store [4 x i32] [i32 1, i32 2, i32 3, i32 4], ptr %p
 %a = load volatile [4 x i32], ptr %p
 call void @overwrite(ptr %p)
 %x = extractvalue [4 x i32] %a, 3
 %e = icmp eq i32 %x, 4
 %z = zext i1 %e to i32
 ret i32 %z
}
