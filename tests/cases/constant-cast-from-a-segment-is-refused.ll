; SPDX-License-Identifier: Apache-2.0 OR MIT
; Space 257 is what the register FS points to.
; EXIT: 1
; FINDING: BCF062
; MESSAGE: a cast between address spaces has no form for graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
@x = global ptr addrspacecast (ptr addrspace(257) inttoptr (i64 16 to ptr addrspace(257)) to ptr)
