; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF063
; MESSAGE: chosen has no form for graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
@chosen = ifunc i32 (ptr, ...), ptr @resolver
declare i32 @printf(ptr, ...)
define ptr @resolver() {
  ret ptr @printf
}
