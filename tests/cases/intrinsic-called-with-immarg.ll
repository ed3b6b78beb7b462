; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF020
; EXPECT: call i1 @bcfix\.is\.fpclass\.f32\(float %x, i32 264\)
; EXPECT: call void @llvm\.memcpy\.p0\.p0\.i64\(ptr %p, ptr %p, i64 8, i1 immarg false\)
target triple = "x86_64-unknown-linux-gnu"
declare i1 @llvm.is.fpclass.f32(float, i32 immarg)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1 immarg)
define i1 @f(float %x, ptr %p) {
  call void @llvm.memcpy.p0.p0.i64(ptr %p, ptr %p, i64 8, i1 immarg false)
  %r = call i1 @llvm.is.fpclass.f32(float %x, i32 immarg 264)
  ret i1 %r
}
