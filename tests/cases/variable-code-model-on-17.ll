; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-17
; FINDING: BCF010
; MESSAGE: the code model with x was dropped
; EXPECT: @x = global i32 0, sanitize_memtag
; REJECT: code_model
; EXPECT-OWN: @x = global i32 0
; EXPECT-OWN: @y = global i32 1
target triple = "x86_64-unknown-linux-gnu"
@x = global i32 0, sanitize_memtag, code_model "large"
@y = global i32 1
