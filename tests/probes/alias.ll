; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@a = global i32 1
@b = alias i32, ptr @a
@c = alias i32, getelementptr ([1 x i32], ptr @a, i64 0, i64 0)
define i32 @f() { ret i32 1 }
@g = alias i32 (), ptr @f
define i32 @main() {
 %x = call i32 @g()
 %y = load i32, ptr @b
 %z = load i32, ptr @c
 %q = and i32 %x, %y
 %w = and i32 %q, %z
 ret i32 %w
}
