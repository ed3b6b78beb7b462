; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-16
; EXPECT-OWN: target datalayout = "e-i64:64-i128:128"
target datalayout = "e-i64:64-i128:128"
@x = global { i8, i128 } zeroinitializer
