; SPDX-License-Identifier: Apache-2.0 OR MIT
; The function in the bundle is called with the result, which nothing else says.
; FINDING: BCF041
; REJECT: attachedcall"
target triple = "x86_64-unknown-linux-gnu"
declare ptr @g()
declare ptr @llvm.objc.retainAutoreleasedReturnValue(ptr)
define ptr @f() {
  %x = call ptr @g() [ "clang.arc.attachedcall"(ptr @llvm.objc.retainAutoreleasedReturnValue) ]
  ret ptr %x
}
