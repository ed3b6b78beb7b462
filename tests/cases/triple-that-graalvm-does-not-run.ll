; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --triple=riscv64-unknown-linux-gnu
; EXIT: 1
; FINDING: BCF061
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  ret void
}
