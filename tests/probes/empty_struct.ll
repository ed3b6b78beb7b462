; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@g = global {} zeroinitializer
@e = global [0 x i8] zeroinitializer
@z = global [4 x {}] zeroinitializer
@w = global { {}, i32 } { {} zeroinitializer, i32 1 }
define i32 @main() {
 %p = getelementptr { {}, i32 }, ptr @w, i64 0, i32 1
 %x = load i32, ptr %p
 ret i32 %x }
