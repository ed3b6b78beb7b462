; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-20
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention riscv_vls_cc\(512\) of f has no form for llvm-20
target triple = "riscv64-unknown-linux-gnu"
declare riscv_vls_cc(512) void @f()
