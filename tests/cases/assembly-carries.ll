; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT-IN-ORDER: add i64 %a, %x %[0-9]+ = icmp ult i64 .*add i64 %b, %y .*icmp ult i64 .*zext i1 .*add i64 .*or i1
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define { i64, i64 } @f(i64 %a, i64 %b, i64 %x, i64 %y) {
  %s = call { i64, i64 } asm "addq $2, $0; adcq $3, $1", "=&r,=&r,r,r,0,1,~{flags}"(i64 %x, i64 %y, i64 %a, i64 %b)
  ret { i64, i64 } %s
}
