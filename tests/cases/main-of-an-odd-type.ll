; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF063
; MESSAGE: main of this type cannot be started
target triple = "x86_64-unknown-linux-gnu"
define i1 @main() {
  ret i1 true
}
