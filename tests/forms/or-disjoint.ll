; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 18: or disjoint i32 %x, %y
; BELOW 18: or i32 %x, %y
; FINDING-BELOW 18: BCF036
define i32 @f(i32 %x, i32 %y) {
  %z = or disjoint i32 %x, %y
  ret i32 %z
}
