; SPDX-License-Identifier: Apache-2.0 OR MIT
; ALL: call void @llvm.lifetime.start.p0\(i64 -1, ptr (nonnull )?%a\)
; ALL: call void @llvm.lifetime.end.p0\(i64 -1, ptr (nonnull )?%a\)
; FINDING-BELOW 22: BCF038
define void @f() {
  %a = alloca i32
  call void @llvm.lifetime.start.p0(ptr nonnull %a)
  store i32 1, ptr %a
  call void @llvm.lifetime.end.p0(ptr nonnull %a)
  ret void
}
declare void @llvm.lifetime.start.p0(ptr)
declare void @llvm.lifetime.end.p0(ptr)
