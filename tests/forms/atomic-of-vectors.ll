; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 19: atomicrmw fadd ptr %p, <2 x half> %x seq_cst
; BELOW 19: call <2 x half> @bcfix.atomic.fadd.v32.6\(ptr %p, <2 x half> %x\)
; FINDING-BELOW 19: BCF021
define <2 x half> @f(ptr %p, <2 x half> %x) {
  %y = atomicrmw fadd ptr %p, <2 x half> %x seq_cst
  ret <2 x half> %y
}
