; SPDX-License-Identifier: Apache-2.0 OR MIT
; A module with something of everything, which the unit tests convert too, with each allocation failing in turn.
; FINDING: BCF001
; FINDING: BCF010
; FINDING: BCF011
; FINDING: BCF013
; FINDING: BCF020
; FINDING: BCF021
; FINDING: BCF022
; FINDING: BCF023
; FINDING: BCF024
; FINDING: BCF025
; FINDING: BCF026
; FINDING: BCF027
; FINDING: BCF028
; FINDING: BCF030
; FINDING: BCF040
; FINDING: BCF041
; FINDING: BCF042
; FINDING: BCF043
; EXPECT: define i32 @main\(i32 %count\)
source_filename = "whole.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"
module asm "nop"

%pair = type { i64, %inner }
%inner = type { i32, [2 x i32] }
%opaque = type opaque
$group = comdat any

@text = private unnamed_addr constant [6 x i8] c"whole\00", align 1
@wide = global i128 170141183460469231731687303715884105727
@address = global i64 ptrtoaddr (ptr @text to i64)
@table = constant [2 x ptr] [ptr @main, ptr dso_local_equivalent @main]
@hidden = external hidden global i32
@thread = thread_local global i32 0
@grouped = linkonce_odr global <4 x float> <float 1.0, float 2.0, float 3.0, float 4.0>, comdat($group)
@"na\C3\AFve" = global double 0x3FF123456789ABCD
@alias = alias i32, ptr @thread

declare void @llvm.lifetime.start.p0(ptr)
declare void @llvm.donothing()
declare i32 @llvm.get.fpmode.i32()
declare i8 @llvm.bitreverse.i8(i8)
declare <4 x i32> @llvm.umax.v4i32(<4 x i32>, <4 x i32>)
declare i64 @syscall(i64, ...)
declare i32 @pthread_getattr_np(i64, ptr)
declare void @opaque_taker(ptr byref(i64))
declare void @bundled()
declare i32 @rust_eh_personality(...)

define available_externally i32 @elsewhere(i32 %x) {
  ret i32 %x
}

define i32 @main(i32 %count) personality ptr @rust_eh_personality !dbg !6 {
entry:
  %place = alloca i32, align 4, !dbg !9
  call void @llvm.lifetime.start.p0(ptr %place), !dbg !9
    #dbg_declare(ptr %place, !8, !DIExpression(), !9)
  store i32 %count, ptr %place, align 4, !dbg !10
    #dbg_value(i32 %count, !8, !DIExpression(DW_OP_plus_uconst, 1, DW_OP_stack_value), !9)
  %old = atomicrmw umax ptr %place, i32 %count seq_cst, !dbg !10
  %loaded = load atomic i32, ptr %place acquire, align 4, !dbg !10
  %extended = sext i32 %loaded to i128
  %quotient = udiv i128 %extended, 12345678901234567890123
  %narrow = trunc i128 %quotient to i32
  %mode = call i32 @llvm.get.fpmode.i32()
  %hidden = call i32 asm sideeffect "", "=r,0"(i32 %mode)
  %unknown = call i32 asm sideeffect "bogus $0", "=r,0"(i32 %hidden)
  %byte = trunc i32 %narrow to i8
  %reversed = call i8 @llvm.bitreverse.i8(i8 %byte)
  %called = call i64 (i64, ...) @syscall(i64 39), !mine !11
  %attributes = call i32 @pthread_getattr_np(i64 1, ptr %place)
  %from = call i32 @elsewhere(i32 %unknown)
  call void @opaque_taker(ptr byref(i64) %place)
  call void @bundled() [ "mystery"(i32 %count) ]
  invoke void @llvm.donothing()
          to label %switches unwind label %bad

switches:
  switch i32 %count, label %done [
    i32 1, label %vectors
    i32 -2, label %done
    i32 3, label %aggregates
  ]

vectors:
  %splat = insertelement <4 x i32> poison, i32 %count, i64 0
  %both = shufflevector <4 x i32> %splat, <4 x i32> zeroinitializer, <4 x i32> <i32 0, i32 5, i32 0, i32 7>
  %larger = call <4 x i32> @llvm.umax.v4i32(<4 x i32> %both, <4 x i32> splat (i32 9))
  %first = extractelement <4 x i32> %larger, i64 0
  %numbers = load <2 x i128>, ptr @wide
  %sums = add <2 x i128> %numbers, splat (i128 5)
  store <2 x i128> %sums, ptr @wide
  br label %done

aggregates:
  %held = insertvalue %pair zeroinitializer, %inner { i32 5, [2 x i32] [i32 1, i32 2] }, 1
  %kept = extractvalue %pair %held, 1, 1, 1
  %compared = fcmp fast olt float 1.0, 2.0
  %chosen = select i1 %compared, i32 %kept, i32 %count
  br label %done

done:
  %result = phi i32 [ 0, %switches ], [ 0, %switches ], [ %first, %vectors ], [ %chosen, %aggregates ]
  %more = getelementptr inbounds [2 x ptr], ptr @table, i64 0, i32 %result
  %function = load ptr, ptr %more
  %sum = tail call fastcc i32 %function(i32 %result), !dbg !10
  %twice = add nsw i32 %sum, %count
  ret i32 %twice, !dbg !10

bad:
  %pad = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %pad
  uselistorder i32 %count, { 1, 0, 2, 3, 4, 5, 6 }
}

!llvm.module.flags = !{!0}
!llvm.dbg.cu = !{!1}
!named = !{!11, !12}
!0 = !{i32 2, !"Debug Info Version", i32 3}
!1 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !2, producer: "a test", emissionKind: FullDebug, globals: !5)
!2 = !DIFile(filename: "whole.c", directory: "/", checksumkind: CSK_MD5, checksum: "00000000000000000000000000000000")
!3 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
!4 = !DICompositeType(tag: DW_TAG_array_type, baseType: !3, size: 64, elements: !{!DISubrange(count: 2)})
!5 = !{}
!6 = distinct !DISubprogram(name: "main", file: !2, line: 1, type: !7, unit: !1, spFlags: DISPFlagDefinition, retainedNodes: !5)
!7 = !DISubroutineType(types: !{!3, !4})
!8 = !DILocalVariable(name: "place", scope: !6, file: !2, line: 2, type: !3)
!9 = !DILocation(line: 2, column: 3, scope: !6)
!10 = !DILocation(line: 3, column: 4, scope: !13)
!11 = !{!"text", i32 5, !12, null}
!12 = distinct !{!12, i64 -1}
!13 = distinct !DILexicalBlock(scope: !6, file: !2, line: 3, column: 1)
