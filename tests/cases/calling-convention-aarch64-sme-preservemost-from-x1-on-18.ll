; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-18
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention aarch64_sme_preservemost_from_x1 of f has no form for llvm-18
target triple = "aarch64-unknown-linux-gnu"
declare aarch64_sme_preservemost_from_x1 void @f()
