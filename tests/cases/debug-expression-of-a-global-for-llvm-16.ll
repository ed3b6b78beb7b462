; SPDX-License-Identifier: Apache-2.0 OR MIT
; A global variable whose expression cannot be read has no location; another stays attached.
; RUN-TARGET: llvm-16
; FINDING: BCF031
; EXPECT: ^@g = global i32 0$
; EXPECT: ^@h = global i32 0, !dbg
; REJECT: DW_OP_eq
; EXPECT-OWN: DIGlobalVariable\(name: "g"
target triple = "x86_64-unknown-linux-gnu"
@g = global i32 0, !dbg !10
@h = global i32 0, !dbg !12

!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !2, emissionKind: FullDebug, globals: !14)
!2 = !DIFile(filename: "f.rs", directory: "/")
!3 = distinct !DISubprogram(name: "f", file: !2, line: 1, type: !4, unit: !1, spFlags: DISPFlagDefinition)
!4 = !DISubroutineType(types: !5)
!5 = !{null}
!6 = !DILocation(line: 10, scope: !3)
!7 = !DILocation(line: 20, scope: !3)
!8 = !DILocalVariable(name: "x", scope: !3, file: !2, line: 2, type: !9)
!9 = !DIBasicType(name: "i32", size: 32, encoding: DW_ATE_signed)
!10 = !DIGlobalVariableExpression(var: !11, expr: !DIExpression(DW_OP_constu, 1, DW_OP_eq, DW_OP_stack_value))
!11 = distinct !DIGlobalVariable(name: "g", scope: !1, file: !2, line: 1, type: !9, isLocal: false, isDefinition: true)
!12 = !DIGlobalVariableExpression(var: !13, expr: !DIExpression())
!13 = distinct !DIGlobalVariable(name: "h", scope: !1, file: !2, line: 1, type: !9, isLocal: false, isDefinition: true)
!14 = !{!10, !12}
