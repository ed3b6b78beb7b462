; SPDX-License-Identifier: Apache-2.0 OR MIT
; Where the fields are depends on the data layout: it stays, since readers of any release take it.
; RUN-TARGET: llvm-16
; FINDING: BCF019
; EXPECT-OWN: target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define i8 @f(ptr %p) {
  %x = load { i128, i8 }, ptr %p, align 16
  %y = extractvalue { i128, i8 } %x, 1
  ret i8 %y
}
