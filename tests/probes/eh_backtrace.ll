; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare i32 @_Unwind_Backtrace(ptr, ptr)
define internal i32 @cb(ptr %a, ptr %b) {
 ret i32 0
}
define i32 @main() {
 %r = call i32 @_Unwind_Backtrace(ptr @cb, ptr null)
 ret i32 1
}
