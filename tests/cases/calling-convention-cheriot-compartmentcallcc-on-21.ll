; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-21
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention cheriot_compartmentcallcc of f has no form for llvm-21
target triple = "riscv64-unknown-freebsd"
declare cheriot_compartmentcallcc void @f()
