; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-21
; NO-FINDINGS:
; EXPECT-OWN: declare alignstack\(16\) ptr @f\(\)
target triple = "x86_64-unknown-linux-gnu"
declare alignstack(16) ptr @f()
