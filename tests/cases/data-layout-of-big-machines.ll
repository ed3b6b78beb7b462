; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF061
target datalayout = "E-i64:64"
define void @f() {
  ret void
}
