; SPDX-License-Identifier: Apache-2.0 OR MIT
; Each family began with one release: those of AVX-512, of bytes and of words in AVX2, and of AVX10.
; ALL: call <4 x i32> @llvm.x86.avx512.vpdpbusd.128\(<4 x i32> %a, <4 x i32> %[0-9]+, <4 x i32> %[0-9]+\)
; FROM 16: call <4 x i32> @llvm.x86.avx2.vpdpbssd.128\(<4 x i32> %a, <4 x i32> %[0-9]+, <4 x i32> %[0-9]+\)
; BELOW 16: call <4 x i32> @"bcfix: llvm.x86.avx2.vpdpbssd.128 is not available
; FROM 17: call <4 x i32> @llvm.x86.avx2.vpdpwsud.128\(<4 x i32> %a, <4 x i32> %[0-9]+, <4 x i32> %[0-9]+\)
; BELOW 17: call <4 x i32> @"bcfix: llvm.x86.avx2.vpdpwsud.128 is not available
; FROM 20: call <16 x i32> @llvm.x86.avx10.vpdpbssd.512\(<16 x i32> %d, <16 x i32> %[0-9]+, <16 x i32> %[0-9]+\)
; BELOW 20: call <16 x i32> @"bcfix: llvm.x86.avx10.vpdpbssd.512 is not available
; FINDING-BELOW 22: BCF038
target triple = "x86_64-unknown-linux-gnu"
declare <4 x i32> @llvm.x86.avx512.vpdpbusd.128(<4 x i32>, <16 x i8>, <16 x i8>)
declare <4 x i32> @llvm.x86.avx2.vpdpbssd.128(<4 x i32>, <16 x i8>, <16 x i8>)
declare <4 x i32> @llvm.x86.avx2.vpdpwsud.128(<4 x i32>, <8 x i16>, <8 x i16>)
declare <16 x i32> @llvm.x86.avx10.vpdpbssd.512(<16 x i32>, <64 x i8>, <64 x i8>)
define <4 x i32> @bytes(<4 x i32> %a, <16 x i8> %b) {
  %x = call <4 x i32> @llvm.x86.avx512.vpdpbusd.128(<4 x i32> %a, <16 x i8> %b, <16 x i8> %b)
  %y = call <4 x i32> @llvm.x86.avx2.vpdpbssd.128(<4 x i32> %a, <16 x i8> %b, <16 x i8> %b)
  %z = add <4 x i32> %x, %y
  ret <4 x i32> %z
}
define <4 x i32> @words(<4 x i32> %a, <8 x i16> %c) {
  %x = call <4 x i32> @llvm.x86.avx2.vpdpwsud.128(<4 x i32> %a, <8 x i16> %c, <8 x i16> %c)
  ret <4 x i32> %x
}
define <16 x i32> @wide(<16 x i32> %d, <64 x i8> %e) {
  %x = call <16 x i32> @llvm.x86.avx10.vpdpbssd.512(<16 x i32> %d, <64 x i8> %e, <64 x i8> %e)
  ret <16 x i32> %x
}
