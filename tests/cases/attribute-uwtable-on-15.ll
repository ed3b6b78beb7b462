; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-15
; NO-FINDINGS:
; EXPECT-OWN: uwtable\(sync\)
target triple = "x86_64-unknown-linux-gnu"
declare void @f() uwtable(sync)
