; SPDX-License-Identifier: Apache-2.0 OR MIT
; A declaration becomes a definition, under a name that LLVM allows, and is called as before.
; FINDING: BCF020
; EXPECT: define internal i8 @bcfix\.ctpop\.i8\(i8 %
; EXPECT: %y = call i8 @bcfix\.ctpop\.i8\(i8 %x\)
target triple = "x86_64-unknown-linux-gnu"
declare i8 @llvm.ctpop.i8(i8)
define i8 @f(i8 %x) {
  %y = call i8 @llvm.ctpop.i8(i8 %x)
  ret i8 %y
}
