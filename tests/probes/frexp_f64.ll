; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare { double, i32 } @llvm.frexp.f64.i32(double)
define i32 @main(i32 %c, ptr %v) {
 %r = call { double, i32 } @llvm.frexp.f64.i32(double 1.0)
 ret i32 1
}
