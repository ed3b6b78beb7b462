; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare i128 @llvm.expect.i128(i128, i128)
define i32 @main(i32 %c, ptr %v) {
 %r = call i128 @llvm.expect.i128(i128 1, i128 1)
 ret i32 1
}
