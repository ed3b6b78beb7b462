; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-22
; OPTIONS: --triple=x86_64-pc-linux-gnu
; FINDING: BCF001
; MESSAGE: the triple x86_64-unknown-linux-gnu was written as x86_64-pc-linux-gnu
; EXPECT: target triple = "x86_64-pc-linux-gnu"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  ret void
}
