; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-18
; NO-FINDINGS:
; EXPECT-OWN: declare graalcc void @f\(\)
target triple = "x86_64-unknown-linux-gnu"
declare graalcc void @f()
