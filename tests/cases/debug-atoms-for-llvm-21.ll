; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-21
; NO-FINDINGS:
; EXPECT-OWN: atomGroup: 7, atomRank: 2
; SAME-TEXT:
target triple = "x86_64-unknown-linux-gnu"
define void @f() !dbg !3 {
  ret void, !dbg !5
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "a.c", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 3, type: !4, unit: !0, spFlags: DISPFlagDefinition, keyInstructions: true)
!4 = !DISubroutineType(types: !{null})
!5 = !DILocation(line: 4, column: 3, scope: !3, atomGroup: 7, atomRank: 2)
