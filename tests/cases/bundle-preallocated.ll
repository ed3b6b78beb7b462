; SPDX-License-Identifier: Apache-2.0 OR MIT
; The arguments stand where the caller has laid them.
; FINDING: BCF041
; REJECT: "preallocated"\(
target triple = "x86_64-unknown-linux-gnu"
declare void @g(ptr preallocated(i32))
declare token @llvm.call.preallocated.setup(i32)
declare ptr @llvm.call.preallocated.arg(token, i32)
define void @f() {
  %setup = call token @llvm.call.preallocated.setup(i32 1)
  %place = call ptr @llvm.call.preallocated.arg(token %setup, i32 0) preallocated(i32)
  store i32 5, ptr %place
  call void @g(ptr preallocated(i32) %place) [ "preallocated"(token %setup) ]
  ret void
}
