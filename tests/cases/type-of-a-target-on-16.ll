; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-16
; NO-FINDINGS:
; EXPECT-OWN: declare void @f\(target\("spirv.Event"\)\)
target triple = "x86_64-unknown-linux-gnu"
declare void @f(target("spirv.Event"))
