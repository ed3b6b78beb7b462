; SPDX-License-Identifier: Apache-2.0 OR MIT
; The first LLVM that reads it.
; RUN-TARGET: llvm-17
; EXPECT: DW_TAG_imported_declaration
; EXPECT-OWN: DW_TAG_imported_declaration
target triple = "x86_64-unknown-linux-gnu"
define void @f(i32 %x) !dbg !3 {
    #dbg_value(i32 %x, !10, !DIExpression(), !6)
  ret void, !dbg !7
}

!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !2, emissionKind: FullDebug)
!2 = !DIFile(filename: "f.rs", directory: "/")
!3 = distinct !DISubprogram(name: "f", file: !2, line: 1, type: !4, unit: !1, spFlags: DISPFlagDefinition, retainedNodes: !12)
!4 = !DISubroutineType(types: !5)
!5 = !{null}
!6 = !DILocation(line: 10, scope: !3)
!7 = !DILocation(line: 20, scope: !3)
!8 = !DILocalVariable(name: "x", scope: !3, file: !2, line: 2, type: !9)
!9 = !DIBasicType(name: "i32", size: 32, encoding: DW_ATE_signed)
!10 = !DILocalVariable(name: "y", scope: !3, file: !2, line: 2, type: !11)
!11 = !DIBasicType(name: "b", size: 32, encoding: DW_ATE_signed)
!12 = !{!10, !13}
!13 = !DIImportedEntity(tag: DW_TAG_imported_declaration, scope: !3, entity: !14, file: !2, line: 1)
!14 = !DINamespace(name: "n", scope: null)
