; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF027
; EXPECT: define internal i32 @f\(\)
; EXPECT: @v = internal global i32 4
target triple = "x86_64-unknown-linux-gnu"
@v = available_externally global i32 4
define available_externally i32 @f() {
  %x = load i32, ptr @v
  ret i32 %x
}
define i32 @g() {
  %x = call i32 @f()
  ret i32 %x
}
