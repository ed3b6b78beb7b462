; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF027
; EXPECT: ^@there = external (dso_local )?global i32
; EXPECT: ^@here = hidden global i32 1
target triple = "x86_64-unknown-linux-gnu"
@there = external hidden global i32
@here = hidden global i32 1
define i32 @f() {
  %x = load i32, ptr @there
  ret i32 %x
}
