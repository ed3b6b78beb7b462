; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal i65 @f(i65 %x) {
 ret i65 %x
}
define i32 @main() {
 %a = call i65 @f(i65 1)
 %y = icmp eq i65 %a, 1
 %z = zext i1 %y to i32
 ret i32 %z
}
