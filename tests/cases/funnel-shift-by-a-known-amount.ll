; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF020
; EXPECT: shl i64 %x, 13
; EXPECT: lshr i64 %y, 51
; EXPECT: shl <4 x i32> %v, <i32 9, i32 1, i32 16, i32 31>
; EXPECT: lshr <4 x i32> %v, <i32 23, i32 31, i32 16, i32 1>
; REJECT: call .*fsh
target triple = "x86_64-unknown-linux-gnu"
define i64 @f(i64 %x, i64 %y) {
  %r = call i64 @llvm.fshl.i64(i64 %x, i64 %y, i64 77)
  ret i64 %r
}
define <4 x i32> @g(<4 x i32> %v) {
  %r = call <4 x i32> @llvm.fshr.v4i32(<4 x i32> %v, <4 x i32> %v, <4 x i32> <i32 23, i32 31, i32 16, i32 1>)
  ret <4 x i32> %r
}
define i8 @h(i8 %x, i8 %n) {
  %r = call i8 @llvm.fshl.i8(i8 %x, i8 %x, i8 %n)
  ret i8 %r
}
