; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal { i128, i128 } @f(i128 %x) {
 %a = insertvalue { i128, i128 } poison, i128 %x, 0
 %b = insertvalue { i128, i128 } %a, i128 %x, 1
 ret { i128, i128 } %b
}
define i32 @main() {
 %r = call { i128, i128 } @f(i128 1)
 %a = extractvalue { i128, i128 } %r, 1
 ret i32 1
}
