; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF037
; EXPECT: %y = ptrtoint ptr %x to i64
; REJECT: ptrtoaddr
target triple = "x86_64-unknown-linux-gnu"
define i64 @f(ptr %x) {
  %y = ptrtoaddr ptr %x to i64
  ret i64 %y
}
