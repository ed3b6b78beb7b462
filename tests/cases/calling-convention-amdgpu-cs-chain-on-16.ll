; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-16
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention amdgpu_cs_chain of f has no form for llvm-16
target triple = "amdgcn-amd-amdhsa"
declare amdgpu_cs_chain void @f()
