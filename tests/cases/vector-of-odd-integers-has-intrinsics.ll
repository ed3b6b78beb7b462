; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF020
; EXPECT: define internal i136 @bcfix.ctpop.v2i65
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
declare <2 x i65> @llvm.ctpop.v2i65(<2 x i65>)
define <2 x i65> @f(<2 x i65> %x) {
  %y = call <2 x i65> @llvm.ctpop.v2i65(<2 x i65> %x)
  ret <2 x i65> %y
}
