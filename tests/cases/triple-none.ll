; SPDX-License-Identifier: Apache-2.0 OR MIT
; A module without a triple is taken as it is.
; NO-FINDINGS:
; REJECT: target triple
define void @f() {
  ret void
}
