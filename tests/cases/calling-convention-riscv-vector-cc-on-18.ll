; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-18
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention riscv_vector_cc of f has no form for llvm-18
target triple = "riscv64-unknown-linux-gnu"
declare riscv_vector_cc void @f()
