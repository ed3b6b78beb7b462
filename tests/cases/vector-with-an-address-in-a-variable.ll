; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF062
target triple = "x86_64-unknown-linux-gnu"
@x = external global i8
@g = global <2 x i128> <i128 ptrtoint (ptr @x to i128), i128 7>
