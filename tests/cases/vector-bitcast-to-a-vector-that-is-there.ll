; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: define <4 x i64> @f\(i256
; EXPECT: define i48 @g\(<6 x i8>
; REJECT: i24>
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define <4 x i64> @f(<2 x i128> %x) {
  %y = bitcast <2 x i128> %x to <4 x i64>
  ret <4 x i64> %y
}
define <2 x i24> @g(<6 x i8> %x) {
  %y = bitcast <6 x i8> %x to <2 x i24>
  ret <2 x i24> %y
}
