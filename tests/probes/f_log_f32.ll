; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare float @llvm.log.f32(float)
define i32 @main(i32 %c, ptr %v) {
 %r = call float @llvm.log.f32(float 1.0)
 %e = fcmp oeq float %r, 0.0
 %z = zext i1 %e to i32
 ret i32 %z
}
