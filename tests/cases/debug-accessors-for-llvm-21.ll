; SPDX-License-Identifier: Apache-2.0 OR MIT
; LLVM 22 takes the getter and the setter for each other in what older ones wrote, and they in what it writes.
; RUN-TARGET: llvm-21
; EXPECT-OWN: DIObjCProperty\(name: "p", file: ![0-9]+, line: 7, setter: "setP", getter: "getP"
!llvm.module.flags = !{!0}
!named = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = !DIObjCProperty(name: "p", file: !2, line: 7, setter: "setP", getter: "getP", attributes: 7, type: !3)
!2 = !DIFile(filename: "p.m", directory: "/")
!3 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
