; SPDX-License-Identifier: Apache-2.0 OR MIT
; CONVERTS-ONLY:
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare i32 @__gxx_personality_v0(...)
declare i32 @rust_eh_personality(...)
declare i32 @_Unwind_RaiseException(ptr)
declare void @_Unwind_DeleteException(ptr)
declare void @_Unwind_Resume(ptr)
define i32 @main() personality ptr @rust_eh_personality {
 %p = alloca i32
 invoke void @llvm.donothing() to label %n unwind label %u
n:
 ret i32 1
u:
 %l = landingpad { ptr, i32 } cleanup
 ret i32 0
}
declare void @llvm.donothing()
