; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF022
; REJECT: sext
; EXPECT: ashr i128 %
target triple = "x86_64-unknown-linux-gnu"
define i128 @f(i64 %x) {
  %y = sext i64 %x to i128
  ret i128 %y
}
