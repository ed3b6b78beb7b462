; SPDX-License-Identifier: Apache-2.0 OR MIT
; It changes how the result is handed over.
; RUN-TARGET: llvm-20
; EXIT: 1
; FINDING: BCF064
; MESSAGE: alignstack on a result
target triple = "x86_64-unknown-linux-gnu"
declare alignstack(16) ptr @f()
