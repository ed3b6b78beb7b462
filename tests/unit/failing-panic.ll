; SPDX-License-Identifier: Apache-2.0 OR MIT
; A panic runtime, which tests/unit/test_failing_link.c has by two names, as a sysroot of Rust has.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define i32 @_RNvCs1_7___rustc18___rust_start_panic(ptr %memory) {
  ret i32 7
}
