; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF020
; EXPECT: define internal <4 x i32> @bcfix\.umax\.v4i32\(<4 x i32> %0, <4 x i32> %1\)
; EXPECT: extractelement <4 x i32> %0, i32 3
target triple = "x86_64-unknown-linux-gnu"
declare <4 x i32> @llvm.umax.v4i32(<4 x i32>, <4 x i32>)
define <4 x i32> @f(<4 x i32> %x, <4 x i32> %y) {
  %z = call <4 x i32> @llvm.umax.v4i32(<4 x i32> %x, <4 x i32> %y)
  ret <4 x i32> %z
}
