; SPDX-License-Identifier: Apache-2.0 OR MIT
; What tests/unit/test_failing_link.c links: it needs a member of an archive, machine code, Rust's allocator and a panic runtime.
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@kept = global i32 3
declare i32 @part(i32)
declare i32 @triple(i32)
declare extern_weak i32 @perhaps()
declare ptr @_RNvCs1_7___rustc12___rust_alloc(i64, i64)
declare i32 @_RNvCs1_7___rustc18___rust_start_panic(ptr)
define internal i32 @inner(i32 %a) {
  %b = call i32 @triple(i32 %a)
  ret i32 %b
}
define i32 @main(i32 %count, ptr %arguments) {
  %a = call i32 @part(i32 %count)
  %b = call i32 @inner(i32 %a)
  %memory = call ptr @_RNvCs1_7___rustc12___rust_alloc(i64 8, i64 8)
  %c = call i32 @_RNvCs1_7___rustc18___rust_start_panic(ptr %memory)
  %d = add i32 %b, %c
  ret i32 %d
}
