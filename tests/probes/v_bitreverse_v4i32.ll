; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare <4 x i32> @llvm.bitreverse.v4i32(<4 x i32>)
define i32 @main(i32 %c, ptr %v) {
 %r = call <4 x i32> @llvm.bitreverse.v4i32(<4 x i32> splat (i32 1))
 ret i32 1
}
