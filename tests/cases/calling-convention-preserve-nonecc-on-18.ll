; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-18
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention preserve_nonecc of f has no form for llvm-18
target triple = "x86_64-unknown-linux-gnu"
declare preserve_nonecc void @f()
