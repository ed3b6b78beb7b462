; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@g = global x86_fp80 0xK3FFF8000000000000000
define i32 @main() {
 %x = load x86_fp80, ptr @g
 %y = fmul x86_fp80 %x, %x
 %d = fptrunc x86_fp80 %y to double
 %i = fptosi double %d to i32
 ret i32 %i }
