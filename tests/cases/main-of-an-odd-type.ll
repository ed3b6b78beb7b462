; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF072
; EXPECT: ^define i1 @bcfix.main\(i32 %c, ptr %v\)
; EXPECT: ^define dso_local i32 @main\(i32 %0, ptr %1\)
; EXPECT: call i1 @bcfix.main\(i32 %0, ptr %1\)
; EXPECT: zext i1 %[0-9]+ to i32
; EXPECT: call i1 @bcfix.main\(i32 1, ptr null\)
target triple = "x86_64-unknown-linux-gnu"
define i1 @main(i32 %c, ptr %v) {
  %x = call i1 @main(i32 1, ptr null)
  ret i1 %x
}
