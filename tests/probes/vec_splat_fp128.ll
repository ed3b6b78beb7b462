; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@g = global <4 x fp128> splat (fp128 0xL00000000000000003FFF000000000000)
define i32 @main() {
 %a = load <4 x fp128>, ptr @g
 store <4 x fp128> splat (fp128 0xL00000000000000003FFF000000000000), ptr @g
 ret i32 1
}
