; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF062
; MESSAGE: a constant of type half has no form
target triple = "x86_64-unknown-linux-gnu"
@x = global [2 x half] [half 1.0, half 2.0]
