; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF021
; EXPECT-IN-ORDER: load atomic i32, ptr %p acquire, align 4 fence acquire ret i32
target triple = "x86_64-unknown-linux-gnu"
define i32 @f(ptr %p) {
  %x = load atomic i32, ptr %p acquire, align 4
  ret i32 %x
}
