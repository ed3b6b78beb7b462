; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 20: call <1 x i64> @llvm.x86.mmx.padd.b\(<1 x i64> %a, <1 x i64> %a\)
; BELOW 20: call x86_mmx @llvm.x86.mmx.padd.b\(x86_mmx %[0-9]+, x86_mmx %[0-9]+\)
; FROM 20: call <1 x i64> @llvm.x86.ssse3.pshuf.b\(<1 x i64> %a, <1 x i64> %a\)
; BELOW 20: call x86_mmx @llvm.x86.ssse3.pshuf.b\(x86_mmx %[0-9]+, x86_mmx %[0-9]+\)
; FROM 20: call <1 x i64> @llvm.x86.sse.cvtps2pi\(<4 x float> %b\)
; BELOW 20: call x86_mmx @llvm.x86.sse.cvtps2pi\(<4 x float> %b\)
; FINDING-BELOW 20: BCF038
target triple = "x86_64-unknown-linux-gnu"
declare <1 x i64> @llvm.x86.mmx.padd.b(<1 x i64>, <1 x i64>)
declare <1 x i64> @llvm.x86.ssse3.pshuf.b(<1 x i64>, <1 x i64>)
declare <1 x i64> @llvm.x86.sse.cvtps2pi(<4 x float>)
define <1 x i64> @f(<1 x i64> %a) {
  %x = call <1 x i64> @llvm.x86.mmx.padd.b(<1 x i64> %a, <1 x i64> %a)
  ret <1 x i64> %x
}
define <1 x i64> @g(<1 x i64> %a) {
  %x = call <1 x i64> @llvm.x86.ssse3.pshuf.b(<1 x i64> %a, <1 x i64> %a)
  ret <1 x i64> %x
}
define <1 x i64> @h(<4 x float> %b) {
  %x = call <1 x i64> @llvm.x86.sse.cvtps2pi(<4 x float> %b)
  ret <1 x i64> %x
}
