; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 19: uitofp nneg i32 %x to double
; BELOW 19: uitofp i32 %x to double
; FINDING-BELOW 19: BCF036
define double @f(i32 %x) {
  %y = uitofp nneg i32 %x to double
  ret double %y
}
