; SPDX-License-Identifier: Apache-2.0 OR MIT
; Without what the data layout says of them they would have 64 bits.
; RUN-TARGET: llvm-16
; FINDING: BCF019
; EXPECT-OWN: target datalayout = "e-m:e-p270
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i8:8:32-i16:16:32-i64:64-i128:128-n32:64-S128-Fn32"
target triple = "aarch64-unknown-linux-gnu"
@x = global ptr addrspace(270) null
