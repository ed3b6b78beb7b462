; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-15
; EXIT: 1
; FINDING: BCF065
; MESSAGE: target\("spirv.Event"\)
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p) {
  %x = load target("spirv.Event"), ptr %p
  store target("spirv.Event") %x, ptr %p
  ret void
}
