; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF020
; EXPECT: icmp ugt i64 %x, %y
; EXPECT: icmp slt i32 %a, %b
; EXPECT: call i32 @llvm.ctpop.i32
; EXPECT: load i32, ptr
; EXPECT: call <2 x i8> @bcfix.ucmp.v2i8.v2i64
; REJECT: call i8 @bcfix
; REJECT: call ptr @bcfix
target triple = "x86_64-unknown-linux-gnu"
define i8 @f(i64 %x, i64 %y) {
  %r = call i8 @llvm.ucmp.i8.i64(i64 %x, i64 %y)
  ret i8 %r
}
define i32 @g(i32 %a, i32 %b, i1 %c) {
entry:
  br i1 %c, label %then, label %end
then:
  %s = call i8 @llvm.scmp.i8.i32(i32 %a, i32 %b)
  br label %end
end:
  %p = phi i8 [ %s, %then ], [ 0, %entry ]
  %r = sext i8 %p to i32
  ret i32 %r
}
define i8 @h(i8 %x) {
  %r = call i8 @llvm.ctpop.i8(i8 %x)
  ret i8 %r
}
define ptr @k(ptr %p, i64 %n) {
  %r = call ptr @llvm.load.relative.i64(ptr %p, i64 %n)
  ret ptr %r
}
define <2 x i8> @v(<2 x i64> %x, <2 x i64> %y) {
  %r = call <2 x i8> @llvm.ucmp.v2i8.v2i64(<2 x i64> %x, <2 x i64> %y)
  ret <2 x i8> %r
}
