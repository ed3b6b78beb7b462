; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@a = global [2 x ptr] [ptr blockaddress(@main, %x), ptr blockaddress(@main, %y)]
define i32 @main(i32 %c, ptr %v) {
 %p = load ptr, ptr @a
 indirectbr ptr %p, [label %x, label %y]
x:
 ret i32 1
y:
 ret i32 0
}
