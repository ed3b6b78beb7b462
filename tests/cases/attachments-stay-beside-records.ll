; SPDX-License-Identifier: Apache-2.0 OR MIT
; The same where debug records stay records, which count nothing.
; RUN-TARGET: llvm-19
; FINDING: BCF021
; EXPECT-OWN: %before = load i8, ptr %p, align 1(, !dbg ![0-9]+)?, !range !
; EXPECT-OWN: %behind = load i8, ptr %p, align 1(, !dbg ![0-9]+)?, !range !
; EXPECT-OWN: %kind = load i32, ptr %q, align 4, !nontemporal !
define i32 @f(ptr %p, ptr %q, i32 %x) !dbg !4 {
  %before = load i8, ptr %p, align 1, !dbg !8, !range !9
    #dbg_value(i32 %x, !7, !DIExpression(), !8)
  %sum = add i32 %x, 1, !dbg !8
    #dbg_value(i32 %sum, !7, !DIExpression(), !8)
  %behind = load i8, ptr %p, align 1, !dbg !8, !range !9
  %old = atomicrmw usub_cond ptr %q, i32 %x seq_cst, align 4
  %kind = load i32, ptr %q, align 4, !nontemporal !10
  %a = zext i8 %before to i32
  %b = zext i8 %behind to i32
  %c = add i32 %a, %b
  %d = add i32 %c, %kind
  ret i32 %d
}

!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2}
!0 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !1, emissionKind: FullDebug)
!1 = !DIFile(filename: "f.rs", directory: "/")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !DISubroutineType(types: !{})
!4 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !3, unit: !0)
!6 = !DIBasicType(name: "u32", size: 32, encoding: DW_ATE_unsigned)
!7 = !DILocalVariable(name: "x", scope: !4, file: !1, line: 1, type: !6)
!8 = !DILocation(line: 2, column: 1, scope: !4)
!9 = !{i8 0, i8 2}
!10 = !{i32 1}
