; SPDX-License-Identifier: Apache-2.0 OR MIT
; Functions with the names of what the runtime breaks, and other parameters: they are not what they seem.
; EXPECT: declare i32 @sigaltstack\(i64, i64\)
; EXPECT: declare void @_Unwind_DeleteException\(i64\)
target triple = "x86_64-unknown-linux-gnu"
declare i32 @sigaction()
declare void @_Unwind_Resume()
declare i32 @sigaltstack(i64, i64)
declare void @_Unwind_DeleteException(i64)
define void @f() {
  %a = call i32 @sigaction()
  call void @_Unwind_Resume()
  %b = call i32 @sigaltstack(i64 1, i64 2)
  call void @_Unwind_DeleteException(i64 3)
  ret void
}
