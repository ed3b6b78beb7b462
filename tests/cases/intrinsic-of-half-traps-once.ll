; SPDX-License-Identifier: Apache-2.0 OR MIT
; The definition of an intrinsic takes another name behind its message; converting again must leave the message alone.
; FINDING: BCF052
; EXPECT: define internal <8 x half> @bcfix.vector.splice.left.v8f16
; EXPECT: call void @"bcfix: half has no form for graalvm-25.0 \(in llvm.vector.splice.left.v8f16\)"
target triple = "x86_64-unknown-linux-gnu"
declare <8 x half> @llvm.vector.splice.left.v8f16(<8 x half>, <8 x half>, i32)
define void @f(ptr %p) {
  %x = load <8 x half>, ptr %p
  %y = call <8 x half> @llvm.vector.splice.left.v8f16(<8 x half> %x, <8 x half> %x, i32 2)
  store <8 x half> %y, ptr %p
  ret void
}
