; SPDX-License-Identifier: Apache-2.0 OR MIT
; Its data layout is not known, so the module's stays.
; RUN-TARGET: llvm-19
; OPTIONS: --triple=x86_64-unknown-freebsd
; FINDING: BCF019
; FINDING: BCF001
; EXPECT-OWN: target triple = "x86_64-unknown-freebsd"
; EXPECT-OWN: target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  ret void
}
