; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare i32 @llvm.fptosi.sat.i32.f64(double)
define i32 @main(i32 %c, ptr %v) {
 %r = call i32 @llvm.fptosi.sat.i32.f64(double 3.0)
 %e = icmp eq i32 %r, 3
 %z = zext i1 %e to i32
 ret i32 %z
}
