; SPDX-License-Identifier: Apache-2.0 OR MIT
; The first layout has no memory of errno and of targets: they are parts of others.
; RUN-TARGET: llvm-17
; FINDING: BCF016
; EXPECT-OWN: #0 = \{ memory\(none\) \}
; EXPECT-OWN: #1 = \{ memory\(read\) \}
; EXPECT-OWN: #2 = \{ memory\(readwrite, argmem: none\) \}
; EXPECT-OWN: #3 = \{ memory\(readwrite, inaccessiblemem: none\) \}
; EXPECT-OWN: #4 = \{ memory\(argmem: read\) \}
; EXPECT-OWN: #5 = \{ memory\(write, argmem: none, inaccessiblemem: none\) \}
; EXPECT-OWN: #6 = \{ memory\(inaccessiblemem: write\) \}
; EXPECT-OWN: declare void @errno_none\(\)( #[0-9]+)?$
; REJECT-OWN: memory\(argmem: readwrite, inaccessiblemem: readwrite\)
target triple = "x86_64-unknown-linux-gnu"
declare void @none() memory(none)
declare void @read() memory(read)
declare void @not_arg(ptr) memory(readwrite, argmem: none)
declare void @not_hidden(ptr) memory(readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)
declare void @arg(ptr) memory(argmem: read)
declare void @errno() memory(errnomem: write)
declare void @target() memory(target_mem1: write)
declare void @errno_none() memory(readwrite, errnomem: none)
