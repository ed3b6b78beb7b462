; SPDX-License-Identifier: Apache-2.0 OR MIT
; BELOW 22: @bcfix.vector.splice.left.v4i32
; BELOW 22: @bcfix.clmul.i16
; FROM 19: @llvm.vector.interleave2.v4i32
; BELOW 17: @bcfix.experimental.vector.interleave2.v4i32
; FROM 21: @llvm.vector.deinterleave3.v6i32
; BELOW 21: @bcfix.vector.deinterleave3.v6i32
; FINDING-BELOW 22: BCF020
declare <4 x i32> @llvm.vector.splice.left.v4i32(<4 x i32>, <4 x i32>, i32)
declare <4 x i32> @llvm.vector.interleave2.v4i32(<2 x i32>, <2 x i32>)
declare { <2 x i32>, <2 x i32>, <2 x i32> } @llvm.vector.deinterleave3.v6i32(<6 x i32>)
declare i16 @llvm.clmul.i16(i16, i16)
define void @f(<4 x i32> %x, <4 x i32> %y, <2 x i32> %z, <6 x i32> %w, i16 %v) {
  %a = call <4 x i32> @llvm.vector.splice.left.v4i32(<4 x i32> %x, <4 x i32> %y, i32 1)
  %b = call <4 x i32> @llvm.vector.interleave2.v4i32(<2 x i32> %z, <2 x i32> %z)
  %c = call { <2 x i32>, <2 x i32>, <2 x i32> } @llvm.vector.deinterleave3.v6i32(<6 x i32> %w)
  %d = call i16 @llvm.clmul.i16(i16 %v, i16 %v)
  ret void
}
