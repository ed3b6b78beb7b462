; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-17
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention m68k_rtdcc of f has no form for llvm-17
target triple = "m68k-unknown-linux-gnu"
declare m68k_rtdcc void @f()
