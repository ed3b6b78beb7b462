; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal { i1, i1 } @f(i1 %x) {
 %a = insertvalue { i1, i1 } poison, i1 %x, 0
 %b = insertvalue { i1, i1 } %a, i1 %x, 1
 ret { i1, i1 } %b
}
define i32 @main() {
 %r = call { i1, i1 } @f(i1 1)
 %a = extractvalue { i1, i1 } %r, 1
 ret i32 1
}
