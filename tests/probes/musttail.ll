; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal i32 @f(i32 %n) {
 %z = icmp eq i32 %n, 0
 br i1 %z, label %a, label %b
a:
 ret i32 1
b:
 %m = sub i32 %n, 1
 %r = musttail call i32 @f(i32 %m)
 ret i32 %r
}

define i32 @main(i32 %c, ptr %v) {
 %r = call i32 @f(i32 100000)
 ret i32 %r
}
