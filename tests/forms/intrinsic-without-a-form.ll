; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 19: call i64 @llvm.readsteadycounter\(\)
; BELOW 19: call i64 @"bcfix: llvm.readsteadycounter is not available on llvm-1[4-8] \(in f\)"\(\)
; BELOW 19: define internal i64 @"bcfix: llvm.readsteadycounter
; BELOW 19: store \[[0-9]+ x i8\] c"bcfix: llvm.readsteadycounter is not available on llvm-1[4-8] \(in f\)\\0A"
; BELOW 19: call i64 @write\(i32 2, ptr %[0-9]+, i64 [0-9]+\)
; BELOW 19: call void @llvm.trap\(\)
; FINDING-BELOW 19: BCF040
target triple = "x86_64-unknown-linux-gnu"
declare i64 @llvm.readsteadycounter()
define i64 @f() {
  %y = call i64 @llvm.readsteadycounter()
  ret i64 %y
}
