; SPDX-License-Identifier: Apache-2.0 OR MIT
; Vectors of half stay vectors; those of fp128 are one integer.
; FINDING: BCF028
; EXPECT: ^define <4 x i16> @short\(<4 x i16> %x\)
; EXPECT: ^define i256 @long\(i256 %x\)
; EXPECT: ^@g = global i256 
; REJECT: (half|fp128)
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@g = global <2 x fp128> <fp128 0xL00000000000000003FFF000000000000, fp128 zeroinitializer>
define <4 x half> @short(<4 x half> %x) {
  %y = fadd <4 x half> %x, splat (half 1.0)
  ret <4 x half> %y
}
define <2 x fp128> @long(<2 x fp128> %x) {
  %y = load <2 x fp128>, ptr @g
  %z = fmul <2 x fp128> %x, %y
  ret <2 x fp128> %z
}
