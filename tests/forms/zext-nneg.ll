; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 18: zext nneg i32 %x to i64
; BELOW 18: zext i32 %x to i64
; FINDING-BELOW 18: BCF036
define i64 @f(i32 %x) {
  %y = zext nneg i32 %x to i64
  ret i64 %y
}
