; SPDX-License-Identifier: Apache-2.0 OR MIT
; Metadata.java has no case for DISubrangeType: a base type has its name.
; FINDING: BCF031
; REJECT: DISubrangeType
; EXPECT: !DIBasicType\(name: "months"
target triple = "x86_64-unknown-linux-gnu"
define void @f(i32 %x) !dbg !3 {
    #dbg_value(i32 %x, !8, !DIExpression(), !6)
  ret void, !dbg !7
}

!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_C, file: !2, emissionKind: FullDebug)
!2 = !DIFile(filename: "f.c", directory: "/")
!3 = distinct !DISubprogram(name: "f", file: !2, line: 1, type: !4, unit: !1, spFlags: DISPFlagDefinition)
!4 = !DISubroutineType(types: !5)
!5 = !{null}
!6 = !DILocation(line: 10, scope: !3)
!7 = !DILocation(line: 20, scope: !3)
!8 = !DILocalVariable(name: "x", scope: !3, file: !2, line: 2, type: !9)
!9 = !DISubrangeType(name: "months", file: !2, line: 3, size: 32, baseType: !10, lowerBound: i64 1, upperBound: i64 12)
!10 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
