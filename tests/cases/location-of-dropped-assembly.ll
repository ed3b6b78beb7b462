; SPDX-License-Identifier: Apache-2.0 OR MIT
; An assembly that becomes nothing gives its location to nothing.
; FINDING: BCF024
; EXPECT-IN-ORDER: store i32 1, ptr %place, align 4, !dbg !([0-9]+).*!\1 = !DILocation\(line: 10,
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %place) !dbg !3 {
  store i32 1, ptr %place, align 4, !dbg !6
  call void asm sideeffect "pause", ""(), !dbg !7
  ret void
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
