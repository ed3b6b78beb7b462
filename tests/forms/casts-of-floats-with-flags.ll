; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 20: fptrunc nnan ninf double %x to float
; BELOW 20: fptrunc double %x to float
; FROM 20: fpext contract float %y to double
; BELOW 20: fpext float %y to double
; FINDING-BELOW 20: BCF036
define double @f(double %x) {
  %y = fptrunc nnan ninf double %x to float
  %z = fpext contract float %y to double
  ret double %z
}
