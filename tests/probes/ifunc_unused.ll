; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal ptr @res() { ret ptr @f }
define internal i32 @f() { ret i32 1 }
@g = ifunc i32 (), ptr @res
define internal i32 @h() { ret i32 1 }
define i32 @main() {
 %x = call i32 @h()
 ret i32 %x
}
