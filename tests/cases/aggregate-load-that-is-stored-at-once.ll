; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: graalvm-23.1
; NO-FINDINGS:
; REJECT: alloca
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p, ptr %q) {
  %a = load { i64, ptr }, ptr %p
  store { i64, ptr } %a, ptr %q
  ret void
}
