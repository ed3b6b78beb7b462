; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF027
; EXPECT: define void @"?gr\$uc3\$ubc\$uc3\$u9f"?\(\)
; EXPECT: @"?\$ue2\$u82\$uac"? = global i32 1
target triple = "x86_64-unknown-linux-gnu"
@"\E2\82\AC" = global i32 1
define void @"gr\C3\BC\C3\9F"() {
  store i32 2, ptr @"\E2\82\AC"
  ret void
}
