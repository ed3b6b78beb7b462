; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-14
; FINDING: BCF016
; FINDING: BCF017
; EXPECT-OWN: declare void @none\(ptr nocapture\)
; EXPECT-OWN: declare void @some\(ptr\)
; EXPECT-OWN: declare void @result\(ptr\)
target triple = "x86_64-unknown-linux-gnu"
declare void @none(ptr captures(none))
declare void @some(ptr captures(address))
declare void @result(ptr captures(ret: address, provenance))
