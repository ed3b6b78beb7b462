; SPDX-License-Identifier: Apache-2.0 OR MIT
; The last element before an end, as LLVM's optimizer writes it; a store there, and bases by a phi and a select.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define i32 @main(i32 %c, ptr %v) {
entry:
 %a = alloca [4 x i64]
 store [4 x i64] [i64 1, i64 2, i64 3, i64 77], ptr %a
 %end = getelementptr i8, ptr %a, i64 32
 %n = ptrtoint ptr %end to i64
 %p = getelementptr i8, ptr inttoptr (i64 -8 to ptr), i64 %n
 %x = load i8, ptr %p
 %y = load i64, ptr %p
 %q = getelementptr [2 x i32], ptr inttoptr (i64 -16 to ptr), i64 1, i64 0
 %r = getelementptr i8, ptr %q, i64 %n
 store i64 5, ptr %r
 %w = load i64, ptr %p
 %one = icmp slt i32 %c, 100
 %s = select i1 %one, ptr inttoptr (i64 -24 to ptr), ptr %a
 %t = getelementptr i8, ptr %s, i64 %n
 %z = load i32, ptr %t
 br i1 %one, label %then, label %join
then:
 br label %join
join:
 %f = phi ptr [ inttoptr (i64 -32 to ptr), %then ], [ %a, %entry ]
 %g = getelementptr i8, ptr %f, i64 %n
 %h = load i16, ptr %g
 %e1 = icmp eq i8 %x, 77
 %e2 = icmp eq i64 %y, 77
 %e3 = icmp eq i64 %w, 5
 %e4 = icmp eq i32 %z, 2
 %e5 = icmp eq i16 %h, 1
 %b1 = and i1 %e1, %e2
 %b2 = and i1 %b1, %e3
 %b3 = and i1 %b2, %e4
 %b4 = and i1 %b3, %e5
 %ok = zext i1 %b4 to i32
 ret i32 %ok
}
