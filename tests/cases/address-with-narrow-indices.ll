; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF037
; EXPECT: %a = getelementptr i8, ptr %x, i64 -3$
; EXPECT: %[0-9]+ = trunc i128 -1 to i64$
; EXPECT: %c = getelementptr i8, ptr %x, i8 %i$
; REJECT: getelementptr i8, ptr %x, i(8 -|128)
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %x, i8 %i) {
  %a = getelementptr i8, ptr %x, i8 -3
  %b = getelementptr i8, ptr %x, i128 -1
  %c = getelementptr i8, ptr %x, i8 %i
  ret void
}
