; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@g = global ptr null
define i32 @main() {
 %r = cmpxchg ptr @g, ptr null, ptr null acq_rel monotonic
 %o = extractvalue { ptr, i1 } %r, 1
 %v = extractvalue { ptr, i1 } %r, 0
 %e = zext i1 %o to i32
 ret i32 %e
}
