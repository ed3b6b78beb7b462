; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-16
; OPTIONS: --platform=linux-x86_64
; EXPECT-OWN: target triple = "x86_64-unknown-linux-gnu"
; EXPECT-OWN: target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-f80:128-n8:16:32:64-S128"
define void @f() {
  ret void
}
