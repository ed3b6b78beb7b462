; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF026
; EXPECT: store i64 ptrtoint \(ptr @f to i64\), ptr %x
; EXPECT: store ptr @f, ptr %x
; REJECT: ptrtoaddr|no_cfi
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %x) {
  store i64 ptrtoaddr (ptr @f to i64), ptr %x
  store ptr no_cfi @f, ptr %x
  ret void
}
