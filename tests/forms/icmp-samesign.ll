; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 20: icmp samesign ult i32 %x, %y
; BELOW 20: icmp ult i32 %x, %y
; ALL: fcmp nnan olt double %a, %b
; FINDING-BELOW 20: BCF036
define i1 @f(i32 %x, i32 %y, double %a, double %b) {
  %p = icmp samesign ult i32 %x, %y
  %q = fcmp nnan olt double %a, %b
  %z = and i1 %p, %q
  ret i1 %z
}
