; SPDX-License-Identifier: Apache-2.0 OR MIT
; ASSEMBLER: -use-constant-int-for-fixed-length-splat -use-constant-fp-for-fixed-length-splat
; ALL: @a = global <4 x i32> (<i32 7, i32 7, i32 7, i32 7>|splat \(i32 7\))
; ALL: @b = global <2 x i128> (<i128 -5, i128 -5>|splat \(i128 -5\))
; ALL: @c = global <2 x float> (<float 1.500000e.00, float 1.500000e.00>|splat \(float 1.500000e.00\))
; ALL: %y = add <2 x i16> %x, (<i16 3, i16 3>|splat \(i16 3\))
; FINDING-BELOW 19: BCF026
@a = global <4 x i32> splat (i32 7)
@b = global <2 x i128> splat (i128 -5)
@c = global <2 x float> splat (float 1.5)
define <2 x i16> @f(<2 x i16> %x) {
  %y = add <2 x i16> %x, splat (i16 3)
  ret <2 x i16> %y
}
