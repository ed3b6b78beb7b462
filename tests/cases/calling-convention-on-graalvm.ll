; SPDX-License-Identifier: Apache-2.0 OR MIT
; It is ignored there.
; NO-FINDINGS:
; EXPECT: declare preserve_nonecc void @f\(\)
target triple = "x86_64-unknown-linux-gnu"
declare preserve_nonecc void @f()
