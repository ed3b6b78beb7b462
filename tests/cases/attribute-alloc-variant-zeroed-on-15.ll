; SPDX-License-Identifier: Apache-2.0 OR MIT
; LLVM 15 has allockind, and reads the text that goes with it.
; RUN-TARGET: llvm-15
; EXPECT-OWN: "alloc-family"="a"
; EXPECT-OWN: "alloc-variant-zeroed"="take_zeroed"
target triple = "x86_64-unknown-linux-gnu"
declare ptr @take(i64) allockind("alloc,uninitialized") "alloc-family"="a" "alloc-variant-zeroed"="take_zeroed"
declare ptr @take_zeroed(i64) allockind("alloc,zeroed") "alloc-family"="a"
