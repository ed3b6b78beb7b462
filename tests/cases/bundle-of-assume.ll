; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong takes any bundle there.
; EXPECT: call void @llvm\.assume\(i1 true\) \[ "align"\(ptr %x, i64 8\) \]
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.assume(i1)
define void @f(ptr %x) {
  call void @llvm.assume(i1 true) [ "align"(ptr %x, i64 8) ]
  ret void
}
