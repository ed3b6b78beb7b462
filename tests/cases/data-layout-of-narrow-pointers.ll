; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF061
; MESSAGE: pointers of 64 bits
target datalayout = "e-p:32:32-i64:64"
define void @f() {
  ret void
}
