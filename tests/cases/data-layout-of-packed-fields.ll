; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-16
; FINDING: BCF016
; EXPECT-OWN: target datalayout = "[^"]*i64:64-f80:128
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@x = global <{ i8, i128 }> zeroinitializer, align 16
@y = global { i128, i128 } zeroinitializer, align 16
@z = global { i64, i64, i128 } zeroinitializer, align 16
