; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-18
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention arm64ec_thunk_native of f has no form for llvm-18
target triple = "arm64ec-pc-windows-msvc"
declare cc 109 void @f()
