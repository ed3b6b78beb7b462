; SPDX-License-Identifier: Apache-2.0 OR MIT
; "Unknown alias type: class ...BinaryOperationConstant" says the runtime of 25.0.
; EXIT: 1
; FINDING: BCF063
; MESSAGE: the alias a has no form for graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
@t = global [4 x i32] zeroinitializer
@a = alias i32, inttoptr (i64 add (i64 ptrtoint (ptr @t to i64), i64 4) to ptr)
