; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define void @_ZN4core9panicking5panic17h0123456789abcdefE(ptr %a, i64 %b, ptr %c) {
 ret void
}
@s = constant [4 x i8] c"boom"
define i32 @main() {
 call void @_ZN4core9panicking5panic17h0123456789abcdefE(ptr @s, i64 4, ptr null)
 ret i32 1
}
