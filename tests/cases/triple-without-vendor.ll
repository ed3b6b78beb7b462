; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF001
; EXPECT: ^target triple = "x86_64-unknown-linux-gnu"$
target triple = "x86_64-linux-gnu"
define void @f() {
  ret void
}
