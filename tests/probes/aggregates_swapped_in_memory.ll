; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define i32 @main(i32 %c, ptr %v) {
 %p = alloca { i32, i32 }
 %q = alloca { i32, i32 }
 store { i32, i32 } { i32 1, i32 2 }, ptr %p
 store { i32, i32 } { i32 3, i32 4 }, ptr %q
 %a = load { i32, i32 }, ptr %p
 %b = load { i32, i32 }, ptr %q
 store { i32, i32 } %b, ptr %p
 store { i32, i32 } %a, ptr %q
 %x = load i32, ptr %p
 %y = load i32, ptr %q
 %t = mul i32 %x, 10
 %s = add i32 %t, %y
 %e = icmp eq i32 %s, 31
 %z = zext i1 %e to i32
 ret i32 %z
}
