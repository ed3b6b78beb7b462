; SPDX-License-Identifier: Apache-2.0 OR MIT
; The vendor is spelled as the target compares it.
; FINDING: BCF001
; EXPECT: ^target triple = "x86_64-unknown-linux-gnu"$
target triple = "x86_64-pc-linux-gnu"
define void @f() {
  ret void
}
