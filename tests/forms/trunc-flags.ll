; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 19: trunc nuw nsw i64 %x to i32
; BELOW 19: trunc i64 %x to i32
; FINDING-BELOW 19: BCF036
define i32 @f(i64 %x) {
  %y = trunc nuw nsw i64 %x to i32
  ret i32 %y
}
