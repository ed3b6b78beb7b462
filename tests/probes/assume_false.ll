; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.assume(i1)

define i32 @main(i32 %c, ptr %v) {
 %q = icmp eq i32 %c, 77
 call void @llvm.assume(i1 %q)
 ret i32 1
}
