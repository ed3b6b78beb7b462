; SPDX-License-Identifier: Apache-2.0 OR MIT
; A call may not stand before a landing pad; the record stands before it all the same.
; RUN-TARGET: llvm-16
; EXPECT-IN-ORDER: landingpad .{0,200}#dbg_value\(i32 1,
target triple = "x86_64-unknown-linux-gnu"
declare void @g()
declare i32 @rust_eh_personality()
define void @f() personality ptr @rust_eh_personality !dbg !3 {
  invoke void @g() to label %good unwind label %bad, !dbg !7
good:
  ret void, !dbg !7
bad:
    #dbg_value(i32 1, !8, !DIExpression(), !6)
  %l = landingpad { ptr, i32 } cleanup, !dbg !7
  resume { ptr, i32 } %l, !dbg !7
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
