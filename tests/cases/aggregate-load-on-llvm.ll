; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-19
; SAME-TEXT:
target triple = "x86_64-unknown-linux-gnu"
define [2 x i64] @f(ptr %p) {
  %a = load [2 x i64], ptr %p
  store i64 0, ptr %p
  ret [2 x i64] %a
}
