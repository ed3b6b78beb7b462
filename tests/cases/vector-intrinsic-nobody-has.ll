; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF040
; EXPECT: declare i256 @bcfix.umul.fix.v2i128\(i256, i256, i32\)
; EXPECT: call i256 @"bcfix: llvm.umul.fix.v2i128 is not available on graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
declare <2 x i128> @llvm.umul.fix.v2i128(<2 x i128>, <2 x i128>, i32 immarg)
define <2 x i128> @f(<2 x i128> %x) {
  %y = call <2 x i128> @llvm.umul.fix.v2i128(<2 x i128> %x, <2 x i128> %x, i32 3)
  ret <2 x i128> %y
}
