; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@u = internal thread_local global [4 x i64] [i64 0, i64 1, i64 2, i64 3]
define i32 @main() {
 %r = load i64, ptr getelementptr inbounds (i8, ptr @u, i64 8)
 %z = trunc i64 %r to i32
 ret i32 %z
}
