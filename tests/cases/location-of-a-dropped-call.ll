; SPDX-License-Identifier: Apache-2.0 OR MIT
; The location of a call that is dropped is not given to what stands before it, and "the same again" after it still is.
; FINDING: BCF011
; EXPECT-IN-ORDER: store i32 1, ptr %place, align 4, !dbg !([0-9]+).*store i32 2, ptr %place, align 4, !dbg !([0-9]+).*!\1 = !DILocation\(line: 10,.*!\2 = !DILocation\(line: 20,
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.lifetime.start.p0(ptr)
define void @f() !dbg !3 {
  %place = alloca i32, align 4
  store i32 1, ptr %place, align 4, !dbg !6
  call void @llvm.lifetime.start.p0(ptr %place), !dbg !7
  store i32 2, ptr %place, align 4, !dbg !7
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
