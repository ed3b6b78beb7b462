; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-19
; OPTIONS: --platform=linux-aarch64
; EXIT: 1
; FINDING: BCF061
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  ret void
}
