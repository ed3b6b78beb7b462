; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --platform=linux-aarch64
; FINDING: BCF018
; MESSAGE: linux-aarch64
; EXPECT: target triple = "aarch64-unknown-linux-gnu"
target triple = "aarch64-unknown-linux-gnu"
define void @f() {
  ret void
}
