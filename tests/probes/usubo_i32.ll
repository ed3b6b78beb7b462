; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare {i32, i1} @llvm.usub.with.overflow.i32(i32, i32)
define i32 @main(i32 %c, ptr %v) {
 %p = alloca i32
 store i32 1, ptr %p
 %a = load i32, ptr %p
 %r = call {i32, i1} @llvm.usub.with.overflow.i32(i32 %a, i32 1)
 %x = extractvalue {i32, i1} %r, 0
 %o = extractvalue {i32, i1} %r, 1
 %e = icmp eq i32 %x, 0
 %n = xor i1 %o, true
 %g = and i1 %e, %n
 %z = zext i1 %g to i32
 ret i32 %z
}
