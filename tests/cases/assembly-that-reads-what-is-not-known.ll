; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF042
; EXPECT-IN-ORDER: inline assembly has no form: mul .* \(in f\)
; EXPECT-IN-ORDER: inline assembly has no form: add \$0, \$1 \(in g\)
target triple = "x86_64-unknown-linux-gnu"
define i8 @f(i64 %x) {
  %y = call { i8, i64, i64 } asm inteldialect "mul ${3:q}\0Asetz $0", "=q,={ax},={dx},r,1,~{flags}"(i64 %x, i64 %x)
  %z = extractvalue { i8, i64, i64 } %y, 0
  ret i8 %z
}
define i64 @g(i64 %x) {
  %y = call i64 asm inteldialect "add $0, $1", "=&r,r,~{flags}"(i64 %x)
  ret i64 %y
}
