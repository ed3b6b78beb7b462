; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal { i32, i32 } @f(i32 %x) {
 %a = insertvalue { i32, i32 } poison, i32 %x, 0
 %b = insertvalue { i32, i32 } %a, i32 %x, 1
 ret { i32, i32 } %b
}
define i32 @main() {
 %r = call { i32, i32 } @f(i32 1)
 %a = extractvalue { i32, i32 } %r, 1
 ret i32 1
}
