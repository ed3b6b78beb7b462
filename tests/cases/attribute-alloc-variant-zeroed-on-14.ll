; SPDX-License-Identifier: Apache-2.0 OR MIT
; It names a function that has allockind, which LLVM 14 has not: LLVM 22, linking this one, wants both or none.
; RUN-TARGET: llvm-14
; FINDING: BCF017
; EXPECT-OWN: "alloc-family"="a"
; REJECT-OWN: alloc-variant-zeroed
target triple = "x86_64-unknown-linux-gnu"
declare ptr @take(i64) allockind("alloc,uninitialized") "alloc-family"="a" "alloc-variant-zeroed"="take_zeroed"
declare ptr @take_zeroed(i64) allockind("alloc,zeroed") "alloc-family"="a"
