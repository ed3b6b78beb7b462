; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

define i32 @main(i32 %c, ptr %v) {
 %p = alloca i128
 store i128 1, ptr %p
 %a = load i128, ptr %p
 %e = icmp ult i128 %a, 2
 %z = zext i1 %e to i32
 %q = icmp eq i32 %z, 1
 %y = zext i1 %q to i32
 ret i32 %y
}
