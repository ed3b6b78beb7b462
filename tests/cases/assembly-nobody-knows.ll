; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF042
; EXPECT: call i32 @"bcfix: inline assembly has no form: bogus \$0 \(in f\)"\(\)
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define i32 @f(i32 %x) {
  %y = call i32 asm sideeffect "bogus $0", "=r,0"(i32 %x)
  ret i32 %y
}
