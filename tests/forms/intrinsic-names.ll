; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 19: call void @llvm.va_start.p0\(
; BELOW 19: call void @llvm.va_start\(
; FROM 18: call ptr @llvm.stacksave.p0\(
; BELOW 18: call ptr @llvm.stacksave\(
; FROM 21: call ptr @llvm.thread.pointer.p0\(
; BELOW 21: call ptr @llvm.thread.pointer\(
; FROM 19: @llvm.vector.reverse.v4i32
; BELOW 19: @llvm.experimental.vector.reverse.v4i32
; FROM 15: @llvm.vector.extract.v2i32.v4i32
; BELOW 15: @llvm.experimental.vector.extract.v2i32.v4i32
; FROM 20: @llvm.stepvector.v4i32
; BELOW 20: @llvm.experimental.stepvector.v4i32
; FROM 16: @llvm.get.rounding
; BELOW 16: @llvm.flt.rounds
; FINDING-BELOW 21: BCF050
; NONE: bcfix
declare void @llvm.va_start.p0(ptr)
declare void @llvm.va_end.p0(ptr)
declare void @llvm.va_copy.p0(ptr, ptr)
declare ptr @llvm.stacksave.p0()
declare void @llvm.stackrestore.p0(ptr)
declare ptr @llvm.thread.pointer.p0()
declare <4 x i32> @llvm.vector.reverse.v4i32(<4 x i32>)
declare <2 x i32> @llvm.vector.extract.v2i32.v4i32(<4 x i32>, i64)
declare <4 x i32> @llvm.vector.insert.v4i32.v2i32(<4 x i32>, <2 x i32>, i64)
declare <4 x i32> @llvm.stepvector.v4i32()
declare i32 @llvm.get.rounding()
define void @f(...) {
  %a = alloca [32 x i8]
  %b = alloca [32 x i8]
  call void @llvm.va_start.p0(ptr %a)
  call void @llvm.va_copy.p0(ptr %b, ptr %a)
  call void @llvm.va_end.p0(ptr %a)
  %s = call ptr @llvm.stacksave.p0()
  call void @llvm.stackrestore.p0(ptr %s)
  %t = call ptr @llvm.thread.pointer.p0()
  %v = call <4 x i32> @llvm.stepvector.v4i32()
  %w = call <4 x i32> @llvm.vector.reverse.v4i32(<4 x i32> %v)
  %x = call <2 x i32> @llvm.vector.extract.v2i32.v4i32(<4 x i32> %w, i64 0)
  %y = call <4 x i32> @llvm.vector.insert.v4i32.v2i32(<4 x i32> %w, <2 x i32> %x, i64 2)
  %r = call i32 @llvm.get.rounding()
  ret void
}
