; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
; Elements of a vector stand side by side in memory: 3 bytes each.
@from = global [12 x i8] c"\01\02\03\04\05\06\07\08\09\0a\0b\0c"
@to = global [12 x i8] zeroinitializer
declare <4 x i24> @llvm.masked.load.v4i24.p0(ptr, <4 x i1>, <4 x i24>)
declare void @llvm.masked.store.v4i24.p0(<4 x i24>, ptr, <4 x i1>)
define i32 @main() {
 %v = call <4 x i24> @llvm.masked.load.v4i24.p0(ptr align 1 @from, <4 x i1> <i1 1, i1 0, i1 1, i1 0>, <4 x i24> <i24 0, i24 1118481, i24 0, i24 2236962>)
 call void @llvm.masked.store.v4i24.p0(<4 x i24> %v, ptr align 1 @to, <4 x i1> <i1 0, i1 1, i1 1, i1 1>)
 %p = getelementptr i8, ptr @to, i64 4
 %low = load i32, ptr @to, align 1
 %mid = load i64, ptr %p, align 1
 ; 00 00 00 11 | 11 11 07 08 09 22 22 22
 %a = icmp eq i32 %low, 285212672
 %b = icmp eq i64 %mid, 2459565768682443025
 %c = and i1 %a, %b
 %r = zext i1 %c to i32
 ret i32 %r
}
