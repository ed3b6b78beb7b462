; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
declare {i16, i1} @llvm.ssub.with.overflow.i16(i16, i16)
define i32 @main(i32 %c, ptr %v) {
 %p = alloca i16
 store i16 1, ptr %p
 %a = load i16, ptr %p
 %r = call {i16, i1} @llvm.ssub.with.overflow.i16(i16 %a, i16 1)
 %x = extractvalue {i16, i1} %r, 0
 %o = extractvalue {i16, i1} %r, 1
 %e = icmp eq i16 %x, 0
 %n = xor i1 %o, true
 %g = and i1 %e, %n
 %z = zext i1 %g to i32
 ret i32 %z
}
