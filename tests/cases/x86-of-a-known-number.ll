; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF020
; EXPECT: call <4 x float> @bcfix\.x86\.sse\.cmp\.ps\.3\(<4 x float> %x, <4 x float> %y\)
; EXPECT: call <4 x float> @bcfix\.x86\.sse\.cmp\.ps\.4\(<4 x float> %x, <4 x float> %y\)
; EXPECT: fcmp uno <4 x float>
; EXPECT: fcmp une <4 x float>
; REJECT: call .*@llvm\.x86
target triple = "x86_64-unknown-linux-gnu"
declare <4 x float> @llvm.x86.sse.cmp.ps(<4 x float>, <4 x float>, i8 immarg)
define { <4 x float>, <4 x float> } @f(<4 x float> %x, <4 x float> %y) {
  %a = call <4 x float> @llvm.x86.sse.cmp.ps(<4 x float> %x, <4 x float> %y, i8 3)
  %b = call <4 x float> @llvm.x86.sse.cmp.ps(<4 x float> %x, <4 x float> %y, i8 4)
  %c = insertvalue { <4 x float>, <4 x float> } poison, <4 x float> %a, 0
  %d = insertvalue { <4 x float>, <4 x float> } %c, <4 x float> %b, 1
  ret { <4 x float>, <4 x float> } %d
}
