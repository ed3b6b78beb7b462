; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 16: call <4 x float> @llvm.x86.avx512bf16.dpbf16ps.128\(<4 x float> %a, <8 x bfloat> %b, <8 x bfloat> %b\)
; BELOW 16: call <4 x float> @llvm.x86.avx512bf16.dpbf16ps.128\(<4 x float> %a, <4 x i32> %[0-9]+, <4 x i32> %[0-9]+\)
; BELOW 16: call <8 x i16> @llvm.x86.avx512bf16.cvtneps2bf16.256\(<8 x float> %c\)
; FINDING-BELOW 16: BCF038
target triple = "x86_64-unknown-linux-gnu"
declare <4 x float> @llvm.x86.avx512bf16.dpbf16ps.128(<4 x float>, <8 x bfloat>, <8 x bfloat>)
declare <8 x bfloat> @llvm.x86.avx512bf16.cvtneps2bf16.256(<8 x float>)
define <8 x bfloat> @f(<4 x float> %a, <8 x bfloat> %b, <8 x float> %c) {
  %x = call <4 x float> @llvm.x86.avx512bf16.dpbf16ps.128(<4 x float> %a, <8 x bfloat> %b, <8 x bfloat> %b)
  %y = call <8 x bfloat> @llvm.x86.avx512bf16.cvtneps2bf16.256(<8 x float> %c)
  ret <8 x bfloat> %y
}
