; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define i32 @main(i32 %c, ptr %v) {
 %r = call { i64, i32, i32, i32 } asm sideeffect "movq %rbx, ${0:q}\0Acpuid\0Axchgq %rbx, ${0:q}", "=&r,={ax},={cx},={dx},1,2,~{memory},~{dirflag},~{fpsr},~{flags}"(i32 0, i32 0)
 ret i32 1
}
