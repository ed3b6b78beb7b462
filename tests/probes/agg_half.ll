; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal { half, half } @f(half %x) {
 %a = insertvalue { half, half } poison, half %x, 0
 %b = insertvalue { half, half } %a, half %x, 1
 ret { half, half } %b
}
define i32 @main() {
 %r = call { half, half } @f(half 1.0)
 %a = extractvalue { half, half } %r, 1
 ret i32 1
}
