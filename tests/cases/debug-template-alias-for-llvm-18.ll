; SPDX-License-Identifier: Apache-2.0 OR MIT
; LLVM before 19 takes the tag for invalid debug info, and strips the module of it all.
; RUN-TARGET: llvm-18
; FINDING: BCF031
; REJECT: DW_TAG_template_alias
; EXPECT-OWN: DW_TAG_typedef, name: "A"
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
!3 = distinct !DISubprogram(name: "f", file: !2, line: 1, type: !4, unit: !1, spFlags: DISPFlagDefinition)
!4 = !DISubroutineType(types: !5)
!5 = !{null}
!6 = !DILocation(line: 10, scope: !3)
!7 = !DILocation(line: 20, scope: !3)
!8 = !DILocalVariable(name: "x", scope: !3, file: !2, line: 2, type: !9)
!9 = !DIBasicType(name: "i32", size: 32, encoding: DW_ATE_signed)
!10 = !DILocalVariable(name: "y", scope: !3, file: !2, line: 2, type: !11)
!11 = !DIDerivedType(tag: DW_TAG_template_alias, name: "A", file: !2, line: 1, baseType: !9, extraData: !12)
!12 = !{!13}
!13 = !DITemplateTypeParameter(name: "T", type: !9)
