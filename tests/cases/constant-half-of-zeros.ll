; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: ^@x = global \[2 x i16\] zeroinitializer
target triple = "x86_64-unknown-linux-gnu"
@x = global [2 x half] zeroinitializer
