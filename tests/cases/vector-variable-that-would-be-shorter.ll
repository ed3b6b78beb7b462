; SPDX-License-Identifier: Apache-2.0 OR MIT
; LLVM has 16 bytes for 12, and aligns to them; what is between and behind is written out.
; FINDING: BCF028
; EXPECT: ^@zero = global \[16 x i8\] zeroinitializer, align 16
; EXPECT: ^@one = global \[16 x i8\] c"\\01\\00\\00\\02\\00\\00\\03\\00\\00@\\00\\00\\00\\00\\00\\00", align 16
; EXPECT: ^@record = global <{ i8, \[15 x i8\], \[16 x i8\], i16, \[14 x i8\] }> <{ i8 5, \[15 x i8\] zeroinitializer, \[16 x i8\] c"[^"]*", i16 6, \[14 x i8\] zeroinitializer }>
; EXPECT: ^@row = global \[2 x \[16 x i8\]\] \[\[16 x i8\] c"[^"]*", \[16 x i8\] zeroinitializer\]
; EXPECT: ^@elsewhere = external global \[16 x i8\]
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@zero = global <4 x i24> zeroinitializer
@one = global <4 x i24> <i24 1, i24 2, i24 3, i24 64>
@record = global {i8, <4 x i24>, i16} {i8 5, <4 x i24> <i24 1, i24 2, i24 3, i24 4>, i16 6}
@row = global [2 x <4 x i24>] [<4 x i24> <i24 1, i24 2, i24 3, i24 4>, <4 x i24> zeroinitializer]
@elsewhere = external global <4 x i24>
