; SPDX-License-Identifier: Apache-2.0 OR MIT
; New in LLVM 22: a declaration whose address may be any value. Other declarations want a pointer or an integer.
; RUN-TARGET: llvm-21
; REJECT: dbg_declare_value
; EXPECT: #dbg_declare\(i32 %x,
; EXPECT: #dbg_declare\(ptr %p,
; REJECT: double %d,
; FINDING: BCF012
target triple = "x86_64-unknown-linux-gnu"
define void @f(i32 %x, ptr %p, double %d) !dbg !3 {
    #dbg_declare_value(i32 %x, !8, !DIExpression(), !6)
    #dbg_declare_value(ptr %p, !8, !DIExpression(), !6)
    #dbg_declare_value(double %d, !8, !DIExpression(), !6)
  ret void, !dbg !7
}

!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !2, emissionKind: FullDebug)
!2 = !DIFile(filename: "f.rs", directory: "/")
!3 = distinct !DISubprogram(name: "f", file: !2, line: 1, type: !4, unit: !1, spFlags: DISPFlagDefinition)
!4 = !DISubroutineType(types: !5)
!5 = !{null}
!6 = !DILocation(line: 10, scope: !3)
!7 = !DILocation(line: 20, scope: !3)
!8 = !DILocalVariable(name: "x", scope: !3, file: !2, line: 2, type: !9)
!9 = !DIBasicType(name: "i32", size: 32, encoding: DW_ATE_signed)
