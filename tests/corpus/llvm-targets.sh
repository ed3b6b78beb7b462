#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# tests/run/llvm-targets.sh for the programs that it leaves out, to keep its time small.
folder=$(dirname "${BASH_SOURCE[0]}")
BCFIX_PROGRAMS="channels condvar files tcp" exec bash "$folder/../run/llvm-targets.sh" "$@"
