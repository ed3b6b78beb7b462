; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT-IN-ORDER: and i8 %c, %c .*icmp eq i8 .*xor i1 .*select i1 %[0-9]+, i64 %from, i64 %to ret i64
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define i64 @f(i8 %c, i64 %from, i64 %to) {
  %y = call i64 asm inteldialect "test ${1}, ${1}\0Acmovnz ${0:q}, ${2:q}", "=r,q,r,0,~{dirflag},~{fpsr},~{flags}"(i8 %c, i64 %from, i64 %to)
  ret i64 %y
}
