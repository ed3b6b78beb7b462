; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: select i1 .*, i128
; EXPECT: insertelement <2 x i64>
; REJECT: insertelement <2 x i128>
; REJECT: extractelement <2 x i128>
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define i128 @f(<2 x i64> %v, i128 %e, i32 %i, i1 %j) {
  %w = insertelement <2 x i64> %v, i64 7, i32 1
  %x = zext <2 x i64> %w to <2 x i128>
  %y = insertelement <2 x i128> %x, i128 %e, i32 %i
  %z = extractelement <2 x i128> %y, i1 %j
  ret i128 %z
}
