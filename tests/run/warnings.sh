#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Everything compiles without a warning, with gcc and with clang. Only here warnings are errors; those who build bcfix see them.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

for compiler in gcc clang; do
    why=$(checked_build $compiler 2>&1 > "$scratch/folder")
    check "warnings/$compiler" "$why" test -s "$scratch/folder"
done
finish
