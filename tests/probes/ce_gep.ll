; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@h = global [4 x i32] [i32 1, i32 2, i32 3, i32 1]
@g = global ptr getelementptr inbounds (i8, ptr @h, i64 12)
@i = global ptr getelementptr (i8, ptr @h, i64 12)
@n = global ptr getelementptr nuw (i8, ptr @h, i64 12)
@k = global ptr getelementptr inbounds inrange(-8, 8) (i8, ptr @h, i64 12)
define i32 @main() {
 %a = load ptr, ptr @k
 %b = load i32, ptr %a
 ret i32 %b
}
