; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF061
target triple = "x86_64-unknown-linux-musl"
define void @f() {
  ret void
}
