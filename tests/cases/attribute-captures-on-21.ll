; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-21
; NO-FINDINGS:
; EXPECT-OWN: declare void @none\(ptr captures\(none\)\)
target triple = "x86_64-unknown-linux-gnu"
declare void @none(ptr captures(none))
