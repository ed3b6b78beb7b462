; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong's malloc, calloc and realloc end in an exception of Java where a size is negative: what is above 2^62 becomes 2^62, which
; gives null there as it does natively. For no bytes malloc and calloc give null there, so that they are one. Constants between stay.
; EXPECT-IN-ORDER: %1 = icmp ugt i64 %n, 4611686018427387904 %2 = select i1 %1, i64 4611686018427387904, i64 %n %3 = icmp eq i64 %2, 0 %4 = select i1 %3, i64 1, i64 %2 %a = call ptr @malloc\(i64 %4\)
; EXPECT-IN-ORDER: %8 = select i1 %7, i64 1, i64 %6 .* %12 = select i1 %11, i64 1, i64 %10 %b = call ptr @calloc\(i64 %8, i64 %12\)
; EXPECT-IN-ORDER: %14 = select i1 %13, i64 4611686018427387904, i64 %n %c = call ptr @realloc\(ptr %a, i64 %14\)
; EXPECT: %d = call ptr @malloc\(i64 24\)$
; EXPECT: %e = call ptr @malloc\(i64 4611686018427387904\)$
; EXPECT: %f = call ptr @calloc\(i64 1, i64 4611686018427387904\)$
; EXPECT: %g = call ptr @malloc\(i64 1\)$
; FINDING: BCF025
target triple = "x86_64-unknown-linux-gnu"
declare ptr @malloc(i64)
declare ptr @calloc(i64, i64)
declare ptr @realloc(ptr, i64)
define ptr @f(i64 %n, i64 %m) {
  %a = call ptr @malloc(i64 %n)
  %b = call ptr @calloc(i64 %n, i64 %m)
  %c = call ptr @realloc(ptr %a, i64 %n)
  %d = call ptr @malloc(i64 24)
  %e = call ptr @malloc(i64 9223372036854775807)
  %f = call ptr @calloc(i64 1, i64 -1)
  %g = call ptr @malloc(i64 0)
  ret ptr %f
}
