; SPDX-License-Identifier: Apache-2.0 OR MIT
; A declaration becomes a definition, under a name that LLVM allows, and is called as before.
; FINDING: BCF020
; EXPECT: define internal i24 @bcfix\.ctpop\.i24\(i24 %
; EXPECT: %y = call i24 @bcfix\.ctpop\.i24\(i24 %x\)
target triple = "x86_64-unknown-linux-gnu"
declare i24 @llvm.ctpop.i24(i24)
define i24 @f(i24 %x) {
  %y = call i24 @llvm.ctpop.i24(i24 %x)
  ret i24 %y
}
