; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF025
; EXPECT: define internal i32 @pthread_getattr_np\(
; EXPECT: ret i32 38
target triple = "x86_64-unknown-linux-gnu"
declare i32 @pthread_getattr_np(i64, ptr)
define i32 @f(ptr %x) {
  %a = call i32 @pthread_getattr_np(i64 1, ptr %x)
  ret i32 %a
}
