; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF080
; EXPECT-IN-ORDER: load volatile \[2 x i64\], ptr %p, align 8 fence acquire store \[2 x i64\] %2, ptr %1, align 16 %a = load \[2 x i64\], ptr %1
target triple = "x86_64-unknown-linux-gnu"
define [2 x i64] @f(ptr %p) {
  %a = load volatile [2 x i64], ptr %p, align 8
  store i64 0, ptr %p
  ret [2 x i64] %a
}
