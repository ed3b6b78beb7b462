; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --triple=x86_64-unknown-linux-gnu
; FINDING: BCF019
; EXPECT: target triple = "x86_64-unknown-linux-gnu"
target triple = "x86_64-unknown-linux-musl"
define void @f() {
  ret void
}
