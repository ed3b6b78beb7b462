; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong's malloc, calloc and realloc end in an exception of Java where a size is negative: what is above 2^62 becomes 2^62, which
; gives null there as it does natively. Constants that are no larger stay.
; EXPECT-IN-ORDER: %1 = icmp ugt i64 %n, 4611686018427387904 %2 = select i1 %1, i64 4611686018427387904, i64 %n %a = call ptr @malloc\(i64 %2\)
; EXPECT-IN-ORDER: %3 = icmp ugt i64 %n, 4611686018427387904 %4 = select i1 %3, i64 4611686018427387904, i64 %n %5 = icmp ugt i64 %m, 4611686018427387904 %6 = select i1 %5, i64 4611686018427387904, i64 %m %b = call ptr @calloc\(i64 %4, i64 %6\)
; EXPECT: %c = call ptr @realloc\(ptr %a, i64 %[0-9]+\)$
; EXPECT: %d = call ptr @malloc\(i64 24\)$
; EXPECT: %e = call ptr @malloc\(i64 4611686018427387904\)$
; EXPECT: %f = call ptr @calloc\(i64 1, i64 4611686018427387904\)$
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
  ret ptr %f
}
