; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong cannot read the specification of an address space, and ignores those that it can.
; FINDING: BCF016
; EXPECT: target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target datalayout = "e-m:e-pe7:160:256:256:32-i64:64-i128:128-pu8:128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  ret void
}
