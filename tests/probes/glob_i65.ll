; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@g = global i65 1
@s = global { i8, i65 } { i8 0, i65 1 }
define i32 @main() {
 %a = load i65, ptr @g
 %q = getelementptr { i8, i65 }, ptr @s, i64 0, i32 1
 %b = load i65, ptr %q
 %r = sub i65 %a, %b
 %x = icmp eq i65 %r, 0
 %y = icmp eq i65 %a, 1
 %e = and i1 %x, %y
 %z = zext i1 %e to i32
 ret i32 %z
}
