; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-18
; EXPECT-OWN: code_model "large"
; NO-FINDINGS:
; EXPECT-OWN: @x = global i32 0
; EXPECT-OWN: @y = global i32 1
target triple = "x86_64-unknown-linux-gnu"
@x = global i32 0, sanitize_memtag, code_model "large"
@y = global i32 1
