#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# The unit tests under valgrind: no error, nothing leaked. Not the three that do the same thing a thousand times over, with each
# allocation failing and in many threads: they count what they hold themselves, and run with sanitizers (sanitized.sh,
# tests/corpus/threads.sh).
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

checked=$(checked_build gcc 2> "$scratch/why") || { fail valgrind "$(tail -1 "$scratch/why")"; finish; }
mapfile -t suites < <(meson test -C "$checked" --suite unit --no-rebuild --list 2> "$scratch/why" | sed 's/.* //' | grep -vxE 'failing|failing_link|threads')
[[ ${#suites[@]} -gt 20 ]] || { fail valgrind "meson names ${#suites[@]} tests: $(tail -1 "$scratch/why")"; finish; }
CK_TIMEOUT_MULTIPLIER=10 meson test -C "$checked" "${suites[@]}" --no-rebuild --num-processes "$(nproc)" --timeout-multiplier 10 --logbase valgrind \
    --wrap "valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible" > "$scratch/out" 2>&1
python3 - "$checked/meson-logs/valgrind.json" <<'PYTHON'
import glob, json, sys
for path in glob.glob(sys.argv[1].replace(".json", "*.json")):
    for line in open(path, encoding="utf-8"):
        test = json.loads(line)
        name = test["name"].split(" / ")[-1]
        said = [line for line in test.get("stderr", "").split("\n") if line.startswith("==")]
        print(f"ok valgrind/{name}" if test["result"] == "OK" else f"FAIL valgrind/{name}: {test['result']}: {(said or ['valgrind says nothing'])[0]}")
PYTHON
