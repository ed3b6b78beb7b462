; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF023
; REJECT: insertvalue
; EXPECT: getelementptr \{ i32, \{ i64, i64 \} \}, ptr %[0-9]+, i32 0, i32 1
target triple = "x86_64-unknown-linux-gnu"
define { i32, { i64, i64 } } @f({ i32, { i64, i64 } } %x, { i64, i64 } %y) {
  %z = insertvalue { i32, { i64, i64 } } %x, { i64, i64 } %y, 1
  ret { i32, { i64, i64 } } %z
}
