; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: define internal \{ i256, i1 \} @callee\(i256 %x, i256 %y\)
; EXPECT: call \{ i256, i1 \} @callee\(i256 %[a-z0-9]+, i256 680564733841876926926749214863536422913\)
; EXPECT: define i136 @odd\(i136
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define internal { <2 x i128>, i1 } @callee(<2 x i128> %x, <2 x i128> %y) {
  %z = xor <2 x i128> %x, %y
  %a = insertvalue { <2 x i128>, i1 } poison, <2 x i128> %z, 0
  %b = insertvalue { <2 x i128>, i1 } %a, i1 true, 1
  ret { <2 x i128>, i1 } %b
}
define <2 x i128> @caller(<2 x i128> %x) {
  %a = call { <2 x i128>, i1 } @callee(<2 x i128> %x, <2 x i128> <i128 1, i128 2>)
  %b = extractvalue { <2 x i128>, i1 } %a, 0
  ret <2 x i128> %b
}
define <2 x i65> @odd(<2 x i65> %x) {
  %y = add <2 x i65> %x, <i65 -1, i65 1>
  ret <2 x i65> %y
}
