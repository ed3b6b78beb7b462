; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF020
; EXPECT: define internal i256 @bcfix.umax.v2i128\(i256
; EXPECT: define internal i128 @bcfix.vector.reduce.add.v4i128\(i512
; EXPECT: define internal \{ i256, <2 x i1> \} @bcfix.uadd.with.overflow.v2i128
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
declare <2 x i128> @llvm.umax.v2i128(<2 x i128>, <2 x i128>)
declare <2 x i128> @llvm.ctpop.v2i128(<2 x i128>)
declare i128 @llvm.vector.reduce.add.v4i128(<4 x i128>)
declare { <2 x i128>, <2 x i1> } @llvm.uadd.with.overflow.v2i128(<2 x i128>, <2 x i128>)
define i128 @f(<2 x i128> %x, <4 x i128> %y) {
  %a = call <2 x i128> @llvm.umax.v2i128(<2 x i128> %x, <2 x i128> splat (i128 5))
  %b = call <2 x i128> @llvm.ctpop.v2i128(<2 x i128> %a)
  %o = call { <2 x i128>, <2 x i1> } @llvm.uadd.with.overflow.v2i128(<2 x i128> %a, <2 x i128> %b)
  %c = extractvalue { <2 x i128>, <2 x i1> } %o, 0
  %d = extractelement <2 x i128> %c, i32 1
  %r = call i128 @llvm.vector.reduce.add.v4i128(<4 x i128> %y)
  %s = add i128 %d, %r
  ret i128 %s
}
