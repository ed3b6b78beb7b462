; SPDX-License-Identifier: Apache-2.0 OR MIT
; ALL: call <4 x i32> @llvm.x86.avx512.vpdpbusd.128\(<4 x i32> %a, <4 x i32> %[0-9]+, <4 x i32> %[0-9]+\)
; FROM 16: call <4 x i32> @llvm.x86.avx2.vpdpbssd.128\(<4 x i32> %a, <4 x i32> %[0-9]+, <4 x i32> %[0-9]+\)
; BELOW 16: call <4 x i32> @"bcfix: llvm.x86.avx2.vpdpbssd.128 is not available
; FINDING-BELOW 22: BCF038
target triple = "x86_64-unknown-linux-gnu"
declare <4 x i32> @llvm.x86.avx512.vpdpbusd.128(<4 x i32>, <16 x i8>, <16 x i8>)
declare <4 x i32> @llvm.x86.avx2.vpdpbssd.128(<4 x i32>, <16 x i8>, <16 x i8>)
define <4 x i32> @f(<4 x i32> %a, <16 x i8> %b) {
  %x = call <4 x i32> @llvm.x86.avx512.vpdpbusd.128(<4 x i32> %a, <16 x i8> %b, <16 x i8> %b)
  %y = call <4 x i32> @llvm.x86.avx2.vpdpbssd.128(<4 x i32> %a, <16 x i8> %b, <16 x i8> %b)
  %z = add <4 x i32> %x, %y
  ret <4 x i32> %z
}
