; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 16: call ptr @llvm.threadlocal.address.p0\(
; BELOW 16: ret ptr @v
; FINDING-BELOW 16: BCF020
@v = thread_local global i32 1
declare ptr @llvm.threadlocal.address.p0(ptr)
define ptr @f() {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @v)
  ret ptr %p
}
