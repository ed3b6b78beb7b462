; SPDX-License-Identifier: Apache-2.0 OR MIT
; ALL: call i32 @"bcfix: no LLVM has llvm.smaxi.fast.i32 \(in f\)"\(\)
; ALL: call i32 @llvm.smax.i32\(
; FINDING-BELOW 22: BCF044
declare i32 @llvm.smaxi.fast.i32(i32, i32)
declare i32 @llvm.smax.i32(i32, i32)
define i32 @f(i32 %x) {
  %y = call i32 @llvm.smaxi.fast.i32(i32 %x, i32 1)
  %z = call i32 @llvm.smax.i32(i32 %x, i32 %y)
  ret i32 %z
}
