; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF026
; EXPECT: @table = constant ptr @f
; REJECT: dso_local_equivalent|no_cfi
target triple = "x86_64-unknown-linux-gnu"
@table = constant ptr dso_local_equivalent @f
@other = constant ptr no_cfi @f
define void @f() {
  ret void
}
