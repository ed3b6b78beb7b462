; SPDX-License-Identifier: Apache-2.0 OR MIT
; A type that something else names stays when debug info is stripped. Its size is a number for LLVM 20, and the constant that said it
; before goes.
; RUN-TARGET: llvm-20
; OPTIONS: --strip-debug
; EXPECT: !DIBasicType\(name: "int", size: 32, encoding: DW_ATE_signed\)
source_filename = "a.c"

!llvm.module.flags = !{!0}
!named = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
