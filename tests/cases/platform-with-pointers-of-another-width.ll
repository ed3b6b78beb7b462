; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-19
; OPTIONS: --triple=x86_64-unknown-linux-gnu
; EXIT: 1
; FINDING: BCF061
target datalayout = "e-m:e-p:32:32-p270:32:32-p271:32:32-p272:64:64-i128:128-f64:32:64-f80:32-n8:16:32-S128"
target triple = "i686-unknown-linux-gnu"
define void @f() {
  ret void
}
