; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-15
; EXIT: 1
; FINDING: BCF065
; MESSAGE: target\("spirv.Event"\) has no form for llvm-15
target triple = "x86_64-unknown-linux-gnu"
declare void @f(target("spirv.Event"))
