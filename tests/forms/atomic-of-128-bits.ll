; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 20: atomicrmw usub_sat ptr %p, i128 %x seq_cst, align 16
; BELOW 20: cmpxchg ptr %0, i128 %[0-9]*, i128 %[0-9]* seq_cst seq_cst, align 16
define i128 @f(ptr %p, i128 %x) {
  %y = atomicrmw usub_sat ptr %p, i128 %x seq_cst, align 16
  ret i128 %y
}
