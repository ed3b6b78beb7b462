; SPDX-License-Identifier: Apache-2.0 OR MIT
; What Sulong has of its own is Java's: the module's calls reach the C library's functions under their other names.
; FINDING: BCF025
; EXPECT: define internal double @log2\(double
; EXPECT: call double @log2f64\(double
; EXPECT: call float @sinf32\(float
; EXPECT: declare float @fmodf\(float, float\)
; EXPECT: declare void @tan\(\)
; REJECT: declare double @log2\(
target triple = "x86_64-unknown-linux-gnu"
declare double @log2(double)
declare float @llvm.sin.f32(float)
declare float @fmodf(float, float)
declare void @tan()
define double @f(double %x, float %z) {
  %y = call double @log2(double %x)
  %s = call float @llvm.sin.f32(float %z)
  %m = call float @fmodf(float %s, float %z)
  call void @tan()
  ret double %y
}
