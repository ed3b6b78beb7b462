; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 17: @llvm.ldexp.f64.i32
; FROM 18: @llvm.exp10.f64
; FROM 19: @llvm.tan.f64
; FROM 20: @llvm.atan2.f64
; FROM 17: @llvm.frexp.f64.i32
; FROM 20: @llvm.sincos.f32
; FROM 21: @llvm.modf.f64
; BELOW 17: call double @ldexp\(
; BELOW 17: call double @frexp\(double %0, ptr %
; BELOW 20: call float @sinf\(
; BELOW 20: call float @cosf\(
; BELOW 21: call double @trunc\(
; FINDING-BELOW 21: BCF020
declare double @llvm.ldexp.f64.i32(double, i32)
declare double @llvm.exp10.f64(double)
declare double @llvm.tan.f64(double)
declare double @llvm.atan2.f64(double, double)
declare { double, i32 } @llvm.frexp.f64.i32(double)
declare { float, float } @llvm.sincos.f32(float)
declare { double, double } @llvm.modf.f64(double)
define void @f(double %x, float %y, i32 %i) {
  %a = call double @llvm.ldexp.f64.i32(double %x, i32 %i)
  %b = call double @llvm.exp10.f64(double %x)
  %c = call double @llvm.tan.f64(double %x)
  %d = call double @llvm.atan2.f64(double %x, double %c)
  %e = call { double, i32 } @llvm.frexp.f64.i32(double %x)
  %g = call { float, float } @llvm.sincos.f32(float %y)
  %h = call { double, double } @llvm.modf.f64(double %x)
  ret void
}
