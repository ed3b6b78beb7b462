; SPDX-License-Identifier: Apache-2.0 OR MIT
; Memory that cannot be had is null; what there was stays when it does not grow. Memory of no bytes is somewhere.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare void @free(ptr)
declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)
declare ptr @realloc(ptr, i64)
define i32 @main(i32 %c, ptr %v) {
 %wide = sext i32 %c to i64
 %most = sub i64 -9223372036854775808, %wide
 %all = sub i64 0, %wide
 %a = call ptr @malloc(i64 %most)
 %b = call ptr @malloc(i64 %all)
 %d = call ptr @calloc(i64 %most, i64 %wide)
 %e = call ptr @calloc(i64 %all, i64 %all)
 %f = call ptr @malloc(i64 8)
 store i64 77, ptr %f
 %g = call ptr @realloc(ptr %f, i64 %most)
 %x = load i64, ptr %f
 %h = call ptr @realloc(ptr %f, i64 4096)
 %y = load i64, ptr %h
 %none = sub i64 %wide, %wide
 %i = call ptr @malloc(i64 %none)
 %j = call ptr @calloc(i64 %none, i64 8)
 call void @free(ptr %i)
 call void @free(ptr %j)
 %m1 = icmp ne ptr %i, null
 %m2 = icmp ne ptr %j, null
 %m = and i1 %m1, %m2
 %n1 = icmp eq ptr %a, null
 %n2 = icmp eq ptr %b, null
 %n3 = icmp eq ptr %d, null
 %n4 = icmp eq ptr %e, null
 %n5 = icmp eq ptr %g, null
 %e1 = icmp eq i64 %x, 77
 %e2 = icmp eq i64 %y, 77
 %b1 = and i1 %n1, %n2
 %b2 = and i1 %b1, %n3
 %b3 = and i1 %b2, %n4
 %b4 = and i1 %b3, %n5
 %b5 = and i1 %b4, %e1
 %b6 = and i1 %b5, %e2
 %b7 = and i1 %b6, %m
 %ok = zext i1 %b7 to i32
 ret i32 %ok
}
