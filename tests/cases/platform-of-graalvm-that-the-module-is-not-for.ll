; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --platform=linux-aarch64
; EXIT: 1
; FINDING: BCF061
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  ret void
}
