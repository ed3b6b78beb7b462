; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF028
; EXPECT: xor i128
; REJECT: xor <2 x i128>
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p, ptr %q) {
  %x = load <2 x i128>, ptr %p
  %y = xor <2 x i128> %x, splat (i128 5)
  store <2 x i128> %y, ptr %q
  ret void
}
