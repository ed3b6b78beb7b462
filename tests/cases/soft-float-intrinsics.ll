; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF020
; EXPECT: ^define internal i16 @bcfix.floor.f16\(i16 %0\)
; EXPECT: ^define internal { i16, i32 } @bcfix.frexp.f16.i32\(i16 %0\)
; EXPECT: call i16 @bcfix.floor.f16
; EXPECT: ret i1 false
; REJECT: half
; REJECT: @llvm.is.constant
target triple = "x86_64-unknown-linux-gnu"
declare half @llvm.floor.f16(half)
declare {half, i32} @llvm.frexp.f16.i32(half)
declare i1 @llvm.is.constant.f16(half)
define half @f(half %x) {
  %y = call half @llvm.floor.f16(half %x)
  %p = call {half, i32} @llvm.frexp.f16.i32(half %y)
  %z = extractvalue {half, i32} %p, 0
  ret half %z
}
define i1 @g(half %x) {
  %c = call i1 @llvm.is.constant.f16(half %x)
  ret i1 %c
}
