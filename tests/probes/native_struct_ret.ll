; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
%d = type { i32, i32 }
declare i64 @div(i32, i32)
define i32 @main() {
 %r = call i64 @div(i32 7, i32 7)
 %z = trunc i64 %r to i32
 ret i32 %z }
