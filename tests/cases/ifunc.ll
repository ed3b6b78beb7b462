; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF072
; EXPECT: ^@bcfix.ifunc.chosen = internal global ptr null
; EXPECT: ^define hidden i32 @chosen\(i32 %0, ptr %1\)
; EXPECT-IN-ORDER: load ptr, ptr @bcfix.ifunc.chosen.* call ptr @resolver\(\) store ptr %[0-9]+, ptr @bcfix.ifunc.chosen.* call i32 %[0-9]+\(i32 %0, ptr %1\)
; EXPECT: call i32 @chosen\(i32 1, ptr null\)
; REJECT: = hidden ifunc
target triple = "x86_64-unknown-linux-gnu"
@before = global i32 1
@chosen = hidden ifunc i32 (i32, ptr), ptr @resolver
@address = global ptr @chosen
define i32 @plain(i32 %x, ptr %p) {
  ret i32 %x
}
define internal ptr @resolver() {
  ret ptr @plain
}
define i32 @f() {
  %x = call i32 @chosen(i32 1, ptr null)
  ret i32 %x
}
