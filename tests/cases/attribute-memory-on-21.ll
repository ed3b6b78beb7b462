; SPDX-License-Identifier: Apache-2.0 OR MIT
; LLVM 21 knows of errno; what it has not is the memory of targets, and would read none.
; RUN-TARGET: llvm-21
; FINDING: BCF016
; EXPECT-OWN: #0 = \{ memory\(inaccessiblemem: write\) \}
; EXPECT-OWN: #1 = \{ memory\(errnomem: write\) \}
; EXPECT-OWN: #2 = \{ memory\(read\) \}
; EXPECT: #0 = \{ memory\(inaccessiblemem: write
target triple = "x86_64-unknown-linux-gnu"
declare void @target() memory(target_mem1: write)
declare void @errno() memory(errnomem: write)
declare void @read() memory(read)
