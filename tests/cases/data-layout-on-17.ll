; SPDX-License-Identifier: Apache-2.0 OR MIT
; Nothing in memory depends on where i128 may stand: {i128, i1} is a result only.
; RUN-TARGET: llvm-17
; FINDING: BCF016
; EXPECT-OWN: target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-f80:128-n8:16:32:64-S128"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@x = global i128 1, align 16
define { i128, i1 } @f(i128 %a, ptr %p) {
  %s = alloca [2 x i128], align 16
  %v = load i128, ptr %p, align 16
  %q = getelementptr i128, ptr %s, i64 1
  store i128 %v, ptr %q, align 16
  %r = call { i128, i1 } @llvm.sadd.with.overflow.i128(i128 %a, i128 %v)
  ret { i128, i1 } %r
}
declare { i128, i1 } @llvm.sadd.with.overflow.i128(i128, i128)
