; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 19: call <4 x i32> @llvm.experimental.vector.partial.reduce.add.v4i32.v8i32
; BELOW 19: call <4 x i32> @bcfix.experimental.vector.partial.reduce.add.v4i32.v8i32
declare <4 x i32> @llvm.vector.partial.reduce.add.v4i32.v8i32(<4 x i32>, <8 x i32>)
define <4 x i32> @f(<4 x i32> %a, <8 x i32> %b) {
  %y = call <4 x i32> @llvm.vector.partial.reduce.add.v4i32.v8i32(<4 x i32> %a, <8 x i32> %b)
  ret <4 x i32> %y
}
