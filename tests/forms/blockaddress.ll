; SPDX-License-Identifier: Apache-2.0 OR MIT
; ALL: blockaddress\(@f, %there\)
define ptr @g() {
  ret ptr blockaddress(@f, %there)
}
define void @f(ptr %x) {
entry:
  indirectbr ptr %x, [label %there]
there:
  ret void
}
