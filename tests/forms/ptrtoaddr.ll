; SPDX-License-Identifier: Apache-2.0 OR MIT
; ALL: %y = ptrtoint ptr %x to i64
; ALL: @address = global i64 ptrtoint \(ptr @address to i64\)
; ALL: store i64 ptrtoint \(ptr @address to i64\), ptr %x
; NONE: ptrtoaddr |undef|poison
; FINDING-BELOW 22: BCF037
; FINDING-BELOW 22: BCF026
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
@address = global i64 ptrtoaddr (ptr @address to i64)
define i64 @f(ptr %x) {
  %y = ptrtoaddr ptr %x to i64
  store i64 ptrtoaddr (ptr @address to i64), ptr %x
  ret i64 %y
}
