; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF011
; REJECT: call void @llvm\.lifetime
; EXPECT: store i32 1, ptr %place, align 4$
; EXPECT: ret void$
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.lifetime.start.p0(ptr)
declare void @llvm.lifetime.end.p0(ptr)
define void @f() {
  %place = alloca i32, align 4
  call void @llvm.lifetime.start.p0(ptr %place)
  store i32 1, ptr %place, align 4
  call void @llvm.lifetime.end.p0(ptr %place)
  ret void
}
