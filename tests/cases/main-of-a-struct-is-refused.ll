; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXIT: 1
; FINDING: BCF063
; MESSAGE: main has no form for graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
define {i32, i32} @main() {
  ret {i32, i32} zeroinitializer
}
