; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-22
; NO-FINDINGS:
; SAME-TEXT:
target triple = "x86_64-unknown-linux-gnu"
module asm "nop"
@"gr\C3\BC\C3\9F" = available_externally global i32 4
@address = global i64 ptrtoaddr (ptr @address to i64)
@chosen = ifunc void (), ptr @resolver
declare void @llvm.lifetime.start.p0(ptr)
declare i32 @sigaction(i32, ptr, ptr)
define ptr @resolver() {
  ret ptr null
}
define i32 @f(i32 %x, ptr byref(i64) %y, ptr %p) !dbg !3 {
    #dbg_declare_value(i32 %x, !8, !DIExpression(), !6)
  %a = alloca i32, align 4
  call void @llvm.lifetime.start.p0(ptr %a), !dbg !6
  %z = call i32 asm sideeffect "bogus $0", "=r,0"(i32 %x) [ "mystery"(i32 1) ], !dbg !7
  %w = atomicrmw max ptr %p, i32 %z seq_cst
  %v = add i32 %x, %x
  ret i32 %w
  uselistorder i32 %x, { 2, 0, 1 }
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
!9 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
