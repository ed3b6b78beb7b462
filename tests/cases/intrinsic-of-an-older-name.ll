; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: graalvm-24.1
; FINDING: BCF050
; MESSAGE: llvm\.va_start\.p0 was named llvm\.va_start$
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.va_start.p0(ptr)
declare void @llvm.va_end.p0(ptr)
define void @f(...) {
  %list = alloca [24 x i8]
  call void @llvm.va_start.p0(ptr %list)
  call void @llvm.va_end.p0(ptr %list)
  ret void
}
