; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: @g = global i256 680564733841876926926749214863536422913, align 32
; EXPECT: @a = global \[2 x i256\] \[i256 0, i256 -1\], align 32
; EXPECT: store i256 680564733841876926926749214863536422913
target triple = "x86_64-unknown-linux-gnu"
@g = global <2 x i128> <i128 1, i128 2>
@a = global [2 x <2 x i128>] [<2 x i128> zeroinitializer, <2 x i128> splat (i128 -1)], align 32
define void @f(ptr %p) {
  store <2 x i128> <i128 1, i128 2>, ptr %p
  ret void
}
