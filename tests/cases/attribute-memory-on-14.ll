; SPDX-License-Identifier: Apache-2.0 OR MIT
; The older attributes say what memory() says, or allow more.
; RUN-TARGET: llvm-14
; FINDING: BCF016
; FINDING: BCF017
; EXPECT-OWN: declare void @none\(\) #0
; EXPECT-OWN: attributes #0 = \{ readnone \}
; EXPECT-OWN: declare void @read\(\) #1
; EXPECT-OWN: attributes #1 = \{ readonly \}
; EXPECT-OWN: declare void @write\(\) #2
; EXPECT-OWN: attributes #2 = \{ writeonly \}
; EXPECT-OWN: declare void @arg\(ptr\) #3
; EXPECT-OWN: attributes #3 = \{ argmemonly \}
; EXPECT-OWN: declare void @arg_read\(ptr\) #4
; EXPECT-OWN: attributes #4 = \{ argmemonly readonly \}
; EXPECT-OWN: declare void @hidden\(\) #5
; EXPECT-OWN: attributes #5 = \{ inaccessiblememonly \}
; EXPECT-OWN: declare void @both\(ptr\) #6
; EXPECT-OWN: attributes #6 = \{ inaccessiblemem_or_argmemonly writeonly \}
; EXPECT-OWN: declare void @errno\(\)$
; EXPECT-OWN: declare void @errno_write\(\) #2
; EXPECT-OWN: declare void @not_arg\(ptr\)$
; EXPECT-OWN: declare void @mixed\(ptr\)$
; EXPECT-OWN: declare void @target\(\) #7
; EXPECT-OWN: attributes #7 = \{ inaccessiblememonly writeonly \}
; EXPECT-OWN: call void @mixed\(ptr %x\) #0
target triple = "x86_64-unknown-linux-gnu"
declare void @none() memory(none)
declare void @read() memory(read)
declare void @write() memory(write)
declare void @arg(ptr) memory(argmem: readwrite)
declare void @arg_read(ptr) memory(argmem: read)
declare void @hidden() memory(inaccessiblemem: readwrite)
declare void @both(ptr) memory(argmem: write, inaccessiblemem: write)
declare void @errno() memory(errnomem: readwrite)
declare void @errno_write() memory(errnomem: write)
declare void @not_arg(ptr) memory(readwrite, argmem: none)
declare void @mixed(ptr) memory(read, argmem: write)
declare void @target() memory(target_mem0: write)
define void @f(ptr %x) {
  call void @mixed(ptr %x) memory(none)
  ret void
}
