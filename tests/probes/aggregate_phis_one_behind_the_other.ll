; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal { i64, i64 } @pair(i64 %a, i64 %b) noinline {
 %x = insertvalue { i64, i64 } poison, i64 %a, 0
 %y = insertvalue { i64, i64 } %x, i64 %b, 1
 ret { i64, i64 } %y
}
define i32 @main(i32 %c, ptr %v) personality ptr @__gcc_personality_v0 {
 br label %turn
turn:
 %i = phi i64 [ 1, %0 ], [ %j, %more ]
 %s = phi i64 [ 0, %0 ], [ %t, %more ]
 %a = phi { i64, i64 } [ { i64 8, i64 0 }, %0 ], [ %new, %more ]
 %b = phi { i64, i64 } [ { i64 9, i64 0 }, %0 ], [ %a, %more ]
 %new = invoke { i64, i64 } @pair(i64 %i, i64 5) to label %more unwind label %bad
more:
 %x = extractvalue { i64, i64 } %a, 0
 %y = extractvalue { i64, i64 } %b, 0
 %m = mul i64 %s, 100
 %n = mul i64 %x, 10
 %o = add i64 %m, %n
 %t = add i64 %o, %y
 %j = add i64 %i, 1
 %d = icmp eq i64 %j, 5
 br i1 %d, label %out, label %turn
out:
 %e = icmp eq i64 %t, 89182132
 %z = zext i1 %e to i32
 ret i32 %z
bad:
 %l = landingpad { ptr, i32 } cleanup
 unreachable
}
declare i32 @__gcc_personality_v0(...)
