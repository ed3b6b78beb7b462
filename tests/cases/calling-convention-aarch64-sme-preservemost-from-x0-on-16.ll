; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-16
; NO-FINDINGS:
; EXPECT-OWN: declare aarch64_sme_preservemost_from_x0 void @f\(\)
target triple = "aarch64-unknown-linux-gnu"
declare aarch64_sme_preservemost_from_x0 void @f()
