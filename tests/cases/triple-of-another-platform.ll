; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF061
; MESSAGE: the module is for aarch64-unknown-linux-gnu; graalvm-25.0 runs x86_64-unknown-linux-gnu
target triple = "aarch64-unknown-linux-gnu"
define void @f() {
  ret void
}
