; SPDX-License-Identifier: Apache-2.0 OR MIT
; A group that has nothing left goes, and the lists that had it.
; FINDING: BCF010
; EXPECT: declare void @f\(ptr\)
; EXPECT: call void @f\(ptr %x\)
target triple = "x86_64-unknown-linux-gnu"
declare void @f(ptr byref(i64))
define void @g(ptr %x) {
  call void @f(ptr byref(i64) %x)
  ret void
}
