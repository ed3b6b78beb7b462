; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF022
; EXPECT: select i1 %[0-9]+, i64 2139095040
target triple = "x86_64-unknown-linux-gnu"
define float @f(i256 %x) {
  %y = sitofp i256 %x to float
  ret float %y
}
