; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF022
; EXPECT: load i8, ptr %p
; EXPECT: store i8 %
; REJECT: (load|store) i7
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p, ptr %q) {
  %x = load i7, ptr %p
  store i7 %x, ptr %q
  ret void
}
