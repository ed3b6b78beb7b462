; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 15: @llvm.is.fpclass.f32\(float %y, i32 3\)
; BELOW 15: @bcfix.is.fpclass.f32\(float %y, i32 3\)
; FROM 20: @llvm.minimumnum.f64
; BELOW 20: @bcfix.minimumnum.f64
; FROM 17: @llvm.vector.reduce.fmaximum.v4f32
; BELOW 17: @bcfix.vector.reduce.fmaximum.v4f32
; FINDING-BELOW 20: BCF020
declare i1 @llvm.is.fpclass.f32(float, i32)
declare double @llvm.minimumnum.f64(double, double)
declare float @llvm.vector.reduce.fmaximum.v4f32(<4 x float>)
define i1 @f(double %x, float %y, <4 x float> %z) {
  %a = call i1 @llvm.is.fpclass.f32(float %y, i32 3)
  %b = call double @llvm.minimumnum.f64(double %x, double 1.0)
  %c = call float @llvm.vector.reduce.fmaximum.v4f32(<4 x float> %z)
  ret i1 %a
}
