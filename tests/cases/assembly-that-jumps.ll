; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF042
; EXPECT: @"bcfix: inline assembly has no form: test \$\{0:q\}, \$\{0:q\} jne 2f inc \$\{0:q\} 2: \(in jumping\)"\(\)
; REJECT: call .* asm
target triple = "x86_64-unknown-linux-gnu"
define i64 @jumping(i64 %x) {
  %y = call i64 asm inteldialect "test ${0:q}, ${0:q}\0Ajne 2f\0Ainc ${0:q}\0A2:", "=r,0,~{flags}"(i64 %x)
  ret i64 %y
}
