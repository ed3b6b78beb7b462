; SPDX-License-Identifier: Apache-2.0 OR MIT
; NO-FINDINGS:
; EXPECT: %y = call i32 @llvm\.ctpop\.i32\(i32 %x\)
target triple = "x86_64-unknown-linux-gnu"
declare i32 @llvm.ctpop.i32(i32)
define i32 @f(i32 %x) {
  %y = call i32 @llvm.ctpop.i32(i32 %x)
  ret i32 %y
}
