; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF043
; EXPECT: ^module asm "nop"
target triple = "x86_64-unknown-linux-gnu"
module asm "nop"
define void @f() {
  ret void
}
