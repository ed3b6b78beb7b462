; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 19: call i32 @llvm.eh.typeid.for.p0\(
; BELOW 19: call i32 @llvm.eh.typeid.for\(
declare i32 @llvm.eh.typeid.for.p0(ptr)
@t = external constant ptr
define i32 @f() {
  %a = call i32 @llvm.eh.typeid.for.p0(ptr @t)
  ret i32 %a
}
