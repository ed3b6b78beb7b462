; SPDX-License-Identifier: Apache-2.0 OR MIT
; A member of an archive that tests/unit/test_failing_link.c links: a function and, as in Rust's std, the allocator's.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
$both = comdat any
@many = global [3 x i32] [i32 1, i32 2, i32 3], comdat($both)
@alias = alias i32, ptr @many
define i32 @part(i32 %a) {
  %at = getelementptr i32, ptr @alias, i32 %a
  %b = load i32, ptr %at
  ret i32 %b
}
define ptr @_RNvCs1_7___rustc11___rdl_alloc(i64 %size, i64 %align) {
  %memory = call ptr @malloc(i64 %size)
  ret ptr %memory
}
define void @nobody_needs_it() {
  ret void
}
declare ptr @malloc(i64)
