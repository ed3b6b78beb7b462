; SPDX-License-Identifier: Apache-2.0 OR MIT
; A program that makes threads leaves main by exit, and exit and abort end it from any thread.
; FINDING: BCF025
; EXPECT-IN-ORDER: define (dso_local )?i32 @main\(i32 %0\) \{ %2 = call i32 @bcfix\.main\(i32 %0\) call void @bcfix\.process\.exit\(i32 %2\) unreachable \}
; EXPECT: ^define internal i32 @pthread_create\(
; EXPECT: ^define internal void @abort\(\)
; EXPECT: call void @quick_exit\(i32 134\)
; EXPECT: ^@llvm\.global_ctors = appending global \[1 x .*@bcfix\.process\.begin
target triple = "x86_64-unknown-linux-gnu"
declare i32 @pthread_create(ptr, ptr, ptr, ptr)
declare void @abort()
declare void @exit(i32)
define ptr @thread(ptr %x) {
  call void @abort()
  call void @exit(i32 3)
  unreachable
}
define i32 @main(i32 %argc) {
  %t = alloca i64
  %a = call i32 @pthread_create(ptr %t, ptr null, ptr @thread, ptr null)
  ret i32 %argc
}
