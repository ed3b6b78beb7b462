; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-19
; NO-FINDINGS:
; EXPECT-OWN: declare preserve_nonecc void @f\(\)
target triple = "x86_64-unknown-linux-gnu"
declare preserve_nonecc void @f()
