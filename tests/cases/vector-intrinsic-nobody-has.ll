; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF040
; EXPECT: declare i256 @bcfix.vp.abs.v2i128\(i256, i1, <2 x i1>, i32\)
; EXPECT: call i256 @"bcfix: llvm.vp.abs.v2i128 is not available on graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
declare <2 x i128> @llvm.vp.abs.v2i128(<2 x i128>, i1 immarg, <2 x i1>, i32)
define <2 x i128> @f(<2 x i128> %x, <2 x i1> %m) {
  %y = call <2 x i128> @llvm.vp.abs.v2i128(<2 x i128> %x, i1 false, <2 x i1> %m, i32 2)
  ret <2 x i128> %y
}
