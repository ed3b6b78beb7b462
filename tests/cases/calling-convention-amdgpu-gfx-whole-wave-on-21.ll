; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-21
; EXIT: 1
; FINDING: BCF066
; MESSAGE: the calling convention amdgpu_gfx_whole_wave of f has no form for llvm-21
target triple = "amdgcn-amd-amdhsa"
declare amdgpu_gfx_whole_wave void @f(i1)
