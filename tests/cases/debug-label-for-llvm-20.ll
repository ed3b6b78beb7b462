; SPDX-License-Identifier: Apache-2.0 OR MIT
; LLVM before 21 refuses a LABEL of more than 5 operands.
; RUN-TARGET: llvm-20
; FINDING: BCF031
; REJECT: column: 9
; REJECT: isArtificial
; EXPECT-OWN: DILabel\(scope: !.*, name: "l", file: !.*, line: 5\)
target triple = "x86_64-unknown-linux-gnu"
define void @f(i32 %x) !dbg !3 {
    #dbg_label(!10, !6)
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
!10 = !DILabel(scope: !3, name: "l", file: !2, line: 5, column: 9, isArtificial: true)
