; SPDX-License-Identifier: Apache-2.0 OR MIT
; ALL: call ptr @llvm.ptr.annotation
; ALL: call void @llvm.var.annotation
; ALL: call i32 @llvm.annotation.i32
; NONE: bcfix
declare ptr @llvm.ptr.annotation.p0.p0(ptr, ptr, ptr, i32, ptr)
declare void @llvm.var.annotation.p0.p0(ptr, ptr, ptr, i32, ptr)
declare i32 @llvm.annotation.i32.p0(i32, ptr, ptr, i32)
@s = constant [2 x i8] c"a\00", section "llvm.metadata"
define i32 @f(ptr %p) {
  %q = call ptr @llvm.ptr.annotation.p0.p0(ptr %p, ptr @s, ptr @s, i32 1, ptr null)
  call void @llvm.var.annotation.p0.p0(ptr %q, ptr @s, ptr @s, i32 1, ptr null)
  %x = call i32 @llvm.annotation.i32.p0(i32 1, ptr @s, ptr @s, i32 1)
  ret i32 %x
}
