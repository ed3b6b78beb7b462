; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong 25.0 reads records, and uses of an expression no arithmetic.
; FINDING: BCF033
; EXPECT: #dbg_declare\(ptr %a,
; EXPECT: #dbg_value\(i32 %v,
; EXPECT: #dbg_value\(i32 poison,
; REJECT: DIArgList
target triple = "x86_64-unknown-linux-gnu"
define i32 @f(i32 %x, i1 %c) !dbg !3 {
entry:
  %a = alloca i32, align 4, !dbg !7
    #dbg_declare(ptr %a, !8, !DIExpression(), !6)
  store i32 %x, ptr %a, align 4, !dbg !7
    #dbg_value(i32 %x, !10, !DIExpression(), !6)
    #dbg_label(!11, !6)
  br i1 %c, label %then, label %done, !dbg !7
then:
    #dbg_value(i32 7, !10, !DIExpression(), !6)
    #dbg_value(!DIArgList(i32 %x, i32 3), !10, !DIExpression(DW_OP_LLVM_arg, 0, DW_OP_LLVM_arg, 1, DW_OP_plus, DW_OP_stack_value), !6)
  br label %done, !dbg !7
done:
  %v = phi i32 [ %x, %entry ], [ 7, %then ], !dbg !7
    #dbg_value(i32 %v, !10, !DIExpression(), !6)
  ret i32 %v, !dbg !7
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
!11 = !DILabel(scope: !3, name: "l", file: !2, line: 3)
