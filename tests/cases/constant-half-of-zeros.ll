; SPDX-License-Identifier: Apache-2.0 OR MIT
; SAME-TEXT:
target triple = "x86_64-unknown-linux-gnu"
@x = global [2 x half] zeroinitializer
