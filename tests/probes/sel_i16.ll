; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@g = global i16 1
define i32 @main(i32 %c, ptr %v) {
 %a = load i16, ptr @g
 %q = icmp eq i32 %c, 0
 %r = select i1 %q, i16 %a, i16 1
 store i16 %r, ptr @g
 ret i32 1
}
