; SPDX-License-Identifier: Apache-2.0 OR MIT
; The alignment was an operand, and is an attribute now; without one it is 1.
; ALL: %a = call <4 x i32> @llvm.masked.load.v4i32.p0\(ptr (align 8 )?%p, i32 8, <4 x i1> %m, <4 x i32> %x\)
; ALL: call void @llvm.masked.store.v4i32.p0\(<4 x i32> %a, ptr (align 4 )?%p, i32 4, <4 x i1> %m\)
; ALL: %b = call <4 x i32> @llvm.masked.gather.v4i32.v4p0\(<4 x ptr> %q, i32 16, <4 x i1> %m, <4 x i32> %x\)
; ALL: call void @llvm.masked.scatter.v4i32.v4p0\(<4 x i32> %b, <4 x ptr> %q, i32 1, <4 x i1> %m\)
; FINDING-BELOW 22: BCF038
define void @f(ptr %p, <4 x ptr> %q, <4 x i1> %m, <4 x i32> %x) {
  %a = call <4 x i32> @llvm.masked.load.v4i32.p0(ptr align 8 %p, <4 x i1> %m, <4 x i32> %x)
  call void @llvm.masked.store.v4i32.p0(<4 x i32> %a, ptr align 4 %p, <4 x i1> %m)
  %b = call <4 x i32> @llvm.masked.gather.v4i32.v4p0(<4 x ptr> align 16 %q, <4 x i1> %m, <4 x i32> %x)
  call void @llvm.masked.scatter.v4i32.v4p0(<4 x i32> %b, <4 x ptr> %q, <4 x i1> %m)
  ret void
}
declare <4 x i32> @llvm.masked.load.v4i32.p0(ptr, <4 x i1>, <4 x i32>)
declare void @llvm.masked.store.v4i32.p0(<4 x i32>, ptr, <4 x i1>)
declare <4 x i32> @llvm.masked.gather.v4i32.v4p0(<4 x ptr>, <4 x i1>, <4 x i32>)
declare void @llvm.masked.scatter.v4i32.v4p0(<4 x i32>, <4 x ptr>, <4 x i1>)
