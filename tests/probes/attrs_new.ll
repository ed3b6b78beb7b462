; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define internal i32 @f(ptr noalias nocapture noundef nonnull align 8 dereferenceable(8) dead_on_return %p, i32 noundef range(i32 0, 10) %x, i128 range(i128 0, 1267650600228229401496703205376) %y) memory(argmem: read) nofree norecurse nosync nounwind willreturn nocreateundeforpoison allockind("alloc") "target-cpu"="x86-64" {
 ret i32 1
}
define i32 @main() {
 %p = alloca i64
 %x = call i32 @f(ptr %p, i32 1, i128 1)
 ret i32 %x }
