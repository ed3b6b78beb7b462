; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong looks at the expression of a declaration for its fragment only: anything else would be a wrong address.
; FINDING: BCF033
; EXPECT: #dbg_declare\(ptr poison, ![0-9]+, !DIExpression\(\)
; EXPECT: #dbg_declare\(ptr %p, ![0-9]+, !DIExpression\(DW_OP_LLVM_fragment, 0, 16\)
; REJECT: DW_OP_deref|DW_OP_plus_uconst
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p) !dbg !3 {
    #dbg_declare(ptr %p, !8, !DIExpression(DW_OP_deref), !6)
    #dbg_declare(ptr %p, !10, !DIExpression(DW_OP_plus_uconst, 8), !6)
    #dbg_declare(ptr %p, !11, !DIExpression(DW_OP_LLVM_fragment, 0, 16), !6)
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
!10 = !DILocalVariable(name: "y", scope: !3, file: !2, line: 2, type: !9)
!11 = !DILocalVariable(name: "z", scope: !3, file: !2, line: 2, type: !9)
