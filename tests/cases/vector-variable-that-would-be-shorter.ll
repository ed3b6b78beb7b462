; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF063
target triple = "x86_64-unknown-linux-gnu"
@g = global <3 x i128> zeroinitializer
