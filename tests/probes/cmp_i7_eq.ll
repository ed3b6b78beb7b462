; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

define i32 @main(i32 %c, ptr %v) {
 %p = alloca i7
 store i7 1, ptr %p
 %a = load i7, ptr %p
 %e = icmp eq i7 %a, 1
 %z = zext i1 %e to i32
 %q = icmp eq i32 %z, 1
 %y = zext i1 %q to i32
 ret i32 %y
}
