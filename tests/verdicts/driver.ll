; SPDX-License-Identifier: Apache-2.0 OR MIT
; The program that a library of tests/verdicts is loaded beside.
target triple = "x86_64-unknown-linux-gnu"
declare i32 @entry(i32, ptr)
define i32 @main(i32 %c, ptr %v) {
  %result = call i32 @entry(i32 %c, ptr %v)
  ret i32 %result
}
