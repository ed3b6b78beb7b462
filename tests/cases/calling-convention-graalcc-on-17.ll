; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-17
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention graalcc of f has no form for llvm-17
target triple = "x86_64-unknown-linux-gnu"
declare graalcc void @f()
