; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-14
; FINDING: BCF010
; MESSAGE: what sanitizers do with x was dropped
; MESSAGE: the code model with x was dropped
; EXPECT: @x = global i32 0, align 4
; REJECT: sanitize
target triple = "x86_64-unknown-linux-gnu"
@x = global i32 0, no_sanitize_address, code_model "large", align 4
