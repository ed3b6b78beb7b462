; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: define i24 @f
; EXPECT: zext i21
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define <3 x i7> @f(<21 x i1> %x) {
  %y = bitcast <21 x i1> %x to <3 x i7>
  ret <3 x i7> %y
}
