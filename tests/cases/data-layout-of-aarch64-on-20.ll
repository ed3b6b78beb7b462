; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-20
; EXPECT-OWN: target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i8:8:32-i16:16:32-i64:64-i128:128-n32:64-S128-Fn32"
; EXPECT-OWN: target triple = "aarch64-unknown-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i8:8:32-i16:16:32-i64:64-i128:128-n32:64-S128-Fn32"
target triple = "aarch64-unknown-linux-gnu"
@x = global { i8, i128 } zeroinitializer, align 16
define void @f() {
  ret void
}
