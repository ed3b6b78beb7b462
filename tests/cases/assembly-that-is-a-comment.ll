; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT: ret double %x
; EXPECT: ret i8 %b
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define double @f(double %x) {
  %y = call double asm "# ${0}", "=x,0"(double %x)
  ret double %y
}
define i8 @g(i8 %b) {
  %y = call i8 asm "/* $0 */", "=q,0"(i8 %b)
  ret i8 %y
}
