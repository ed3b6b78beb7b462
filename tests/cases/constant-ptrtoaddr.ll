; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF026
; EXPECT: @address = global i64 ptrtoint \(ptr @address to i64\)
; REJECT: ptrtoaddr
target triple = "x86_64-unknown-linux-gnu"
@address = global i64 ptrtoaddr (ptr @address to i64)
