; SPDX-License-Identifier: Apache-2.0 OR MIT
; The call may be one that is not there.
; RUN-TARGET: llvm-21
; FINDING: BCF041
; REJECT: deactivation-symbol"
target triple = "x86_64-unknown-linux-gnu"
@s = external global i8
define i64 @f(i64 %p) {
  %x = call i64 @llvm.ptrauth.sign(i64 %p, i32 2, i64 1) [ "deactivation-symbol"(ptr @s) ]
  ret i64 %x
}
declare i64 @llvm.ptrauth.sign(i64, i32, i64)
