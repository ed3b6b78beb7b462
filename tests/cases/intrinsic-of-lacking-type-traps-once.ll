; SPDX-License-Identifier: Apache-2.0 OR MIT
; The definition of an intrinsic takes another name behind its message; converting again must leave the message alone.
; FINDING: BCF052
; EXPECT: define internal <2 x x86_fp80> @bcfix.vector.splice.left.v2f80
; EXPECT: call void @"bcfix: vector of x86_fp80 has no form for graalvm-25.0 \(in llvm.vector.splice.left.v2f80\)"
target triple = "x86_64-unknown-linux-gnu"
declare <2 x x86_fp80> @llvm.vector.splice.left.v2f80(<2 x x86_fp80>, <2 x x86_fp80>, i32)
define void @f(ptr %p) {
  %x = load <2 x x86_fp80>, ptr %p
  %y = call <2 x x86_fp80> @llvm.vector.splice.left.v2f80(<2 x x86_fp80> %x, <2 x x86_fp80> %x, i32 1)
  store <2 x x86_fp80> %y, ptr %p
  ret void
}
