; SPDX-License-Identifier: Apache-2.0 OR MIT
; Another machine than the module's: it is the caller's word, and a loss.
; RUN-TARGET: llvm-16
; OPTIONS: --triple=aarch64-unknown-linux-gnu
; FINDING: BCF019
; FINDING: BCF018
; FINDING: BCF001
; EXPECT-OWN: target triple = "aarch64-unknown-linux-gnu"
; EXPECT-OWN: target datalayout = "e-m:e-i8:8:32-i16:16:32-i64:64-i128:128-n32:64-S128"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  ret void
}
