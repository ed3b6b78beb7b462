; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF022
; EXPECT-IN-ORDER: add i65 .* and i65 [^ ]*, -1
; EXPECT: udiv i128
; EXPECT: ashr i128
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p, ptr %q, i65 %a, i65 %b) {
  %x0 = insertelement <2 x i65> poison, i65 %a, i32 0
  %x = insertelement <2 x i65> %x0, i65 %b, i32 1
  %s = add <2 x i65> %x, %x
  %d = udiv <2 x i65> %s, <i65 3, i65 5>
  %e = ashr <2 x i65> %d, splat (i65 1)
  store <2 x i65> %e, ptr %q
  ret void
}
