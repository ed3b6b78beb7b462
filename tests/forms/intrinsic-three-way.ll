; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 19: call i8 @llvm.scmp.i8.i32\(
; BELOW 19: call i8 @bcfix.scmp.i8.i32\(
; FROM 19: call i8 @llvm.ucmp.i8.i24\(
; BELOW 19: call i8 @bcfix.ucmp.i8.i24\(
; FINDING-BELOW 19: BCF020
declare i8 @llvm.scmp.i8.i32(i32, i32)
declare i8 @llvm.ucmp.i8.i24(i24, i24)
define i8 @f(i32 %x, i32 %y, i24 %z) {
  %a = call i8 @llvm.scmp.i8.i32(i32 %x, i32 %y)
  %b = call i8 @llvm.ucmp.i8.i24(i24 %z, i24 1)
  %c = add i8 %a, %b
  ret i8 %c
}
