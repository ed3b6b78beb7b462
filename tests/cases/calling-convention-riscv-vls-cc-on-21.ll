; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-21
; NO-FINDINGS:
; EXPECT-OWN: declare riscv_vls_cc\(64\) void @f\(\)
target triple = "riscv64-unknown-linux-gnu"
declare riscv_vls_cc(64) void @f()
