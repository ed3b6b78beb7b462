; SPDX-License-Identifier: Apache-2.0 OR MIT
; LLVM 20 reads both; its passes look for nocapture.
; RUN-TARGET: llvm-20
; FINDING: BCF016
; EXPECT-OWN: declare void @none\(ptr nocapture\)
; EXPECT-OWN: declare void @some\(ptr captures\(address\)\)
target triple = "x86_64-unknown-linux-gnu"
declare void @none(ptr captures(none))
declare void @some(ptr captures(address))
