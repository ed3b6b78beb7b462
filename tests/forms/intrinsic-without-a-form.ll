; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 18: call i64 @llvm.get.fpmode.i64\(\)
; BELOW 18: call i64 @"bcfix: llvm.get.fpmode.i64 is not available on llvm-1[4-7] \(in f\)"\(\)
; BELOW 18: define internal i64 @"bcfix: llvm.get.fpmode.i64
; BELOW 18: store \[[0-9]+ x i8\] c"bcfix: llvm.get.fpmode.i64 is not available on llvm-1[4-7] \(in f\)\\0A"
; BELOW 18: call i64 @write\(i32 2, ptr %[0-9]+, i64 [0-9]+\)
; BELOW 18: call void @llvm.trap\(\)
; FINDING-BELOW 18: BCF040
target triple = "x86_64-unknown-linux-gnu"
declare i64 @llvm.get.fpmode.i64()
define i64 @f() {
  %y = call i64 @llvm.get.fpmode.i64()
  ret i64 %y
}
