; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong's Constants.java has no case for CE_EXTRACTELT, CE_INSERTELT and CE_SHUFFLEVEC.
; EXIT: 1
; FINDING: BCF062
; MESSAGE: a constant expression of vectors has no form for graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
@a = global i32 0
@v = global <2 x i32> insertelement (<2 x i32> <i32 1, i32 2>, i32 5, i32 ptrtoint (ptr @a to i32))
