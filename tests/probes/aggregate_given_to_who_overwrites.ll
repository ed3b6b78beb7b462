; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal i64 @sum_after({ i64, i64 } %x, ptr %p) noinline {
 store i64 1000, ptr %p
 %a = extractvalue { i64, i64 } %x, 0
 %b = extractvalue { i64, i64 } %x, 1
 %s = add i64 %a, %b
 ret i64 %s
}
define i32 @main(i32 %c, ptr %v) {
 %p = alloca { i64, i64 }
 store { i64, i64 } { i64 20, i64 22 }, ptr %p
 %x = load { i64, i64 }, ptr %p
 %s = call i64 @sum_after({ i64, i64 } %x, ptr %p)
 %e = icmp eq i64 %s, 42
 %z = zext i1 %e to i32
 ret i32 %z
}
