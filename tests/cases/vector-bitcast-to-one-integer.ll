; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF028
; EXPECT: define i256 @f\(i256
; EXPECT: define i256 @g\(i256
; EXPECT: ret i256 680564733841876926926749214863536422913
; REJECT: <2 x i128>
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define i256 @f(<2 x i128> %x) {
  %y = bitcast <2 x i128> %x to i256
  ret i256 %y
}
define <2 x i128> @g(i256 %x) {
  %y = bitcast i256 %x to <2 x i128>
  ret <2 x i128> %y
}
define <2 x i128> @h() {
  %y = bitcast i256 680564733841876926926749214863536422913 to <2 x i128>
  ret <2 x i128> %y
}
