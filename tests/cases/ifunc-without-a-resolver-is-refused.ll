; SPDX-License-Identifier: Apache-2.0 OR MIT
; A resolver that is given something, as on some machines.
; EXIT: 1
; FINDING: BCF063
; MESSAGE: block MODULE, record IFUNC, bit [0-9]+: chosen has no form for graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
@chosen = ifunc void (), ptr @resolver
define void @plain() {
  ret void
}
define ptr @resolver(i64 %x) {
  ret ptr @plain
}
