; SPDX-License-Identifier: Apache-2.0 OR MIT
; Metadata of instructions is by their number: others that come before them must not move it.
; ALL: load i32, ptr %p, align 4, !range
; ALL: load ptr, ptr %p, align 8, !nonnull
; NONE: (cmpxchg|call|bitcast) .*!(range|nonnull)
; BELOW 16: call i32 @bcfix.atomic.uinc_wrap.i32
define ptr @f(ptr %p, i32 %x) {
  %a = alloca i32
  call void @llvm.lifetime.start.p0(ptr %a)
  %old = atomicrmw uinc_wrap ptr %p, i32 %x seq_cst
  %y = load i32, ptr %p, !range !0
  %q = load atomic <2 x i16>, ptr %p acquire, align 4
  %z = load ptr, ptr %p, !nonnull !1
  call void @llvm.lifetime.end.p0(ptr %a)
  ret ptr %z
}
declare void @llvm.lifetime.start.p0(ptr)
declare void @llvm.lifetime.end.p0(ptr)
!0 = !{i32 0, i32 10}
!1 = !{}
