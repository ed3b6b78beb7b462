; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

define i32 @main(i32 %c, ptr %v) {
 %a = trunc nuw nsw i32 %c to i8
 %b = zext nneg i8 %a to i32
 %d = uitofp nneg i32 %b to double
 %e = or disjoint i32 %b, 0
 %f = icmp samesign ult i32 %e, 100
 %z = zext i1 %f to i32
 ret i32 %z
}
