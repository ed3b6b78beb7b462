; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare double @llvm.sqrt.f64(double)

define i32 @main(i32 %c, ptr %v) {
 %r = call fast double @llvm.sqrt.f64(double 1.0)
 %s = fadd fast double %r, 0.0
 %q = fcmp fast oeq double %s, 1.0
 %p = select fast i1 %q, double 1.0, double 2.0
 %i = fptosi double %p to i32
 ret i32 %i
}
