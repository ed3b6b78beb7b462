; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@g = global <4 x fp128> zeroinitializer
define i32 @main() {
 %a = load <4 x fp128>, ptr @g
 %b = insertelement <4 x fp128> %a, fp128 0xL00000000000000003FFF000000000000, i64 2
 %c = extractelement <4 x fp128> %b, i64 2
 %s = shufflevector <4 x fp128> %b, <4 x fp128> poison, <4 x i32> <i32 2, i32 2, i32 0, i32 0>
 store <4 x fp128> %s, ptr @g
 ret i32 1
}
