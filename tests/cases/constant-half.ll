; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong reads no constants of half and bfloat: the integers with their bits are written.
; EXPECT: ^@x = global \[2 x i16\] \[i16 15360, i16 -16384\]
; EXPECT: ^@y = global { i8, i16 } { i8 1, i16 16256 }
; EXPECT: ^@z = global <2 x i16> <i16 1, i16 31744>
target triple = "x86_64-unknown-linux-gnu"
@x = global [2 x half] [half 1.0, half -2.0]
@y = global {i8, bfloat} {i8 1, bfloat 1.0}
@z = global <2 x half> <half 0xH0001, half 0xH7C00>
