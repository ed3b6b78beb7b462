; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal i32 @f(ptr byref({ i32, [20 x i8] }) align 8 %p) {
 %r = load i32, ptr %p
 ret i32 %r
}
define i32 @main() {
 %p = alloca { i32, [20 x i8] }
 store i32 1, ptr %p
 %x = call i32 @f(ptr byref({ i32, [20 x i8] }) align 8 %p)
 ret i32 %x }
