; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF025
; EXPECT: define internal i32 @posix_memalign
; EXPECT: define internal ptr @aligned_alloc
; EXPECT: declare ptr @memalign\(i64, i64\)
target triple = "x86_64-unknown-linux-gnu"
declare i32 @posix_memalign(ptr, i64, i64)
declare ptr @aligned_alloc(i64, i64)
define i32 @f(ptr %p) {
  %q = call ptr @aligned_alloc(i64 64, i64 64)
  %r = call i32 @posix_memalign(ptr %p, i64 128, i64 3)
  ret i32 %r
}
