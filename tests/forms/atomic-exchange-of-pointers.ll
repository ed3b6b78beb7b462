; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 15: atomicrmw xchg ptr %p, (ptr )?%x acquire
; BELOW 15: %[0-9]* = ptrtoint ptr %x to i64
; BELOW 15: atomicrmw xchg ptr %p, i64 %[0-9]* acquire, align 8
; BELOW 15: %y = inttoptr i64
; FINDING-BELOW 15: BCF021
define ptr @f(ptr %p, ptr %x) {
  %y = atomicrmw xchg ptr %p, ptr %x acquire, align 8
  ret ptr %y
}
