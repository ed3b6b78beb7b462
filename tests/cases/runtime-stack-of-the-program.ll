; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF025
; EXPECT-IN-ORDER: define internal void @rust_psm_on_stack\(.*\{ %5 = call ptr @llvm.stacksave.p0\(\) call void @llvm.stackrestore.p0\(ptr %3\) call void %2\(i64 %0, ptr %1\) call void @llvm.stackrestore.p0\(ptr %5\) ret void
; EXPECT-IN-ORDER: define internal ptr @rust_psm_stack_pointer\(\).* \{ %1 = call ptr @llvm.stacksave.p0
; EXPECT: ret i8 2
target triple = "x86_64-unknown-linux-gnu"
declare void @rust_psm_on_stack(i64, ptr, ptr, ptr)
declare void @rust_psm_replace_stack(i64, ptr, ptr)
declare ptr @rust_psm_stack_pointer()
declare i8 @rust_psm_stack_direction()
define ptr @f(ptr %callback, ptr %stack) {
  %p = call ptr @rust_psm_stack_pointer()
  %d = call i8 @rust_psm_stack_direction()
  call void @rust_psm_on_stack(i64 1, ptr %p, ptr %callback, ptr %stack)
  call void @rust_psm_replace_stack(i64 1, ptr %callback, ptr %stack)
  unreachable
}
