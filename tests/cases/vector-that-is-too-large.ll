; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF065
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p) {
  %x = load <64 x i128>, ptr %p
  %y = add <64 x i128> %x, %x
  store <64 x i128> %y, ptr %p
  ret void
}
