; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF027
; FINDING: BCF051
; EXPECT: ^declare ptr @getenv\(ptr\)
; EXPECT: ^declare extern_weak void @nobody\(\)
; EXPECT: ^@thing = extern_weak global i8
target triple = "x86_64-unknown-linux-gnu"
@thing = extern_weak global i8
@uses = global [3 x ptr] [ptr @getenv, ptr @nobody, ptr @thing]
declare extern_weak ptr @getenv(ptr)
declare extern_weak void @nobody()
