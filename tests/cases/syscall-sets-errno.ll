; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF025
; EXPECT: call i64 @bcfix\.syscall\.result\(i64 %
; EXPECT: define internal i64 @bcfix\.syscall\.result\(i64
; EXPECT: ret i64 %x
target triple = "x86_64-unknown-linux-gnu"
declare i64 @syscall(i64, ...)
define i64 @f() {
  %x = call i64 (i64, ...) @syscall(i64 39)
  ret i64 %x
}
