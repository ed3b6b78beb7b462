; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF062
; MESSAGE: constant [0-9]+ of the function: a signed pointer has no form for graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
@far = global i32 0
define void @f(ptr %x) {
  store ptr ptrauth (ptr @far, i32 0), ptr %x
  ret void
}
