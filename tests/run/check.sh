#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# bcfix check: its forms against their schemas, and that each code of the registry is produced by some test.
#
# The schema of SARIF comes with a package of npm, which is fetched by its name and kept in the cache.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

sarif_package=@microsoft/sarif-multitool-linux@5.7.0

# validator: the folder in which Python finds jsonschema; empty when it is there anyway.
validator() {
    local folder=$cache/python-jsonschema
    if python3 -c 'import jsonschema' 2> /dev/null; then return; fi
    [[ -d $folder ]] || { python3 -m pip install -q --target "$folder.$$" jsonschema && mv "$folder.$$" "$folder"; } > "$scratch/pip" 2>&1 ||
        { tail -1 "$scratch/pip" >&2; return 1; }
    echo "$folder"
}

# sarif_schema: the path of the schema that OASIS published, as the package has it.
sarif_schema() {
    local file=$cache/sarif/sarif-2.1.0.json
    if [[ ! -s $file ]]; then
        command -v npm > /dev/null || { echo "npm was not found" >&2; return 1; }
        mkdir -p "$cache/sarif" "$scratch/npm"
        (cd "$scratch/npm" && npm pack --silent "$sarif_package" > pack.log 2>&1 &&
            tar xzf ./*.tgz package/sarif-2.1.0.json && mv package/sarif-2.1.0.json "$file") ||
            { echo "$sarif_package could not be fetched" >&2; return 1; }
    fi
    echo "$file"
}

# validate NAME SCHEMA DOCUMENT
validate() {
    local why
    why=$(PYTHONPATH=$modules python3 - "$2" "$3" <<'PYTHON' 2>&1
import json, sys
import jsonschema
schema, document = (json.load(open(path, encoding="utf-8-sig")) for path in sys.argv[1:])
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
for error in list(validator(schema).iter_errors(document))[:3]:
    print("/".join(map(str, error.absolute_path)), error.message[:200])
PYTHON
    ) || why=${why:-the validator failed}
    check "$1" "$why" test -z "$why"
}

# ---- a run with everything in it ----

mkdir "$scratch/run"
cd "$scratch/run" || exit 1
# A clean file, one with what goes together, one with every severity, one that is refused, one that is damaged, one that cannot
# be read (the memory of a process where it has none), and one that is missing.
printf 'target triple = "x86_64-unknown-linux-gnu"\ndefine i32 @main() {\n  ret i32 1\n}\n' | llvm-as-22 -o clean.bc -
llvm-as-22 -o mixed.bc - <<'IR'
target triple = "x86_64-pc-linux-gnu"
module asm "nothing: ret"
declare void @ext()
declare void @llvm.sideeffect()
define internal void @dead() {
  call void asm sideeffect "bogus2", ""()
  ret void
}
define i32 @main() {
  call void @llvm.sideeffect()
  call void asm sideeffect "bogus", ""()
  call void @ext()
  ret i32 1
}
IR
printf 'target triple = "aarch64-unknown-linux-gnu"\ndefine i32 @main() {\n  ret i32 1\n}\n' | llvm-as-22 -o refused.bc -
llvm-as-22 -o every.bc - <<'IR'
target triple = "x86_64-pc-linux-gnu"
module asm "nothing: ret"
@far = global i32 0
define i32 @main() {
  call void asm sideeffect "bogus", ""()
  ret i32 1
}
define void @last(ptr %x) {
  store ptr ptrauth (ptr @far, i32 0), ptr %x
  ret void
}
IR
head -c 700 mixed.bc > damaged.bc
ln -s /proc/self/mem unreadable.bc
inputs=(clean.bc mixed.bc every.bc refused.bc damaged.bc unreadable.bc missing.bc)

# form FORMAT [OPTION...]: writes FORMAT.out; the exit code is in $code.
form() {
    code=0
    "$bcfix" check --format="$1" "${@:2}" "${inputs[@]}" > "$1.out" 2> "$1.err" || code=$?
}

for format in text json sarif github; do
    form "$format"
    check "check/exit-code/$format" "it ends with $code, not 4: the highest of those of the files" test "$code" = 4
    check "check/silent/$format" "standard error has: $(head -1 "$format.err")" test ! -s "$format.err"
done

if modules=$(validator 2> "$scratch/why"); then
    validate check/json-schema "$root/docs/check-schema.json" json.out
    form json --all
    validate check/json-schema-all "$root/docs/check-schema.json" json.out
    if schema=$(sarif_schema 2> "$scratch/why"); then
        validate check/sarif-schema "$schema" sarif.out
        "$bcfix" check --format=sarif clean.bc > clean.sarif
        validate check/sarif-schema-clean "$schema" clean.sarif
        "$bcfix" check --format=sarif --allow=BCF042:main --all "$scratch/run/mixed.bc" > allowed.sarif
        validate check/sarif-schema-allowed "$schema" allowed.sarif
    else
        not_run check/sarif-schema "$(tail -1 "$scratch/why")"
    fi
else
    not_run check/json-schema "$(tail -1 "$scratch/why")"
fi

form json
cat > "$scratch/expect.py" <<'PYTHON'
import json, re, sys
def test(name, good, why=""):
    print(f"ok check/{name}" if good else f"FAIL check/{name}: {why}")
    return good
files = json.load(open("json.out"))["files"]
by = {f["path"]: f for f in files}
good = test("json/order", [f["path"] for f in files] == sys.argv[1:], str([f["path"] for f in files]))
good &= test("json/verdicts", [f["verdict"] for f in files] == ["accepted", "traps", "refused", "refused", None, None, None],
             str([f["verdict"] for f in files]))
good &= test("json/clean", by["clean.bc"]["findings"] == [])
good &= test("json/every-severity", {f["severity"] for f in by["every.bc"]["findings"]} == {"note", "loss", "trap", "refusal"})
mixed = by["mixed.bc"]["findings"]
found = {(f["code"], f["severity"], f["function"], f["reachable"]) for f in mixed}
wanted = {("BCF001", "note", None, "yes"), ("BCF015", "note", "main", "yes"), ("BCF043", "loss", None, "yes"),
          ("BCF042", "trap", "main", "yes"), ("BCF042", "trap", "dead", "no"), ("BCF095", "trap", "main", "yes")}
good &= test("json/findings", wanted <= found, str(wanted - found))
good &= test("json/symbol", [f["symbol"] for f in mixed if f["code"] == "BCF095"] == ["ext"])
good &= test("json/refusal", any(f["severity"] == "refusal" for f in by["refused.bc"]["findings"]) and "aarch64" in by["refused.bc"]["reason"])
good &= test("json/errors", [by[f]["error"]["exit"] for f in ("damaged.bc", "unreadable.bc", "missing.bc")] == [3, 4, 4])
run = json.load(open("sarif.out"))["runs"][0]
results = run["results"]
places = [r["locations"][0]["physicalLocation"] for r in results]
good &= test("sarif/places", results and all(p["region"]["startLine"] >= 1 and not p["artifactLocation"]["uri"].startswith(("/", "file:")) for p in places))
good &= test("sarif/rules", all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in results))
good &= test("sarif/errors", len(run["invocations"][0]["toolExecutionNotifications"]) == 3 and not run["invocations"][0]["executionSuccessful"])
good &= test("sarif/levels", {r["level"] for r in results} == {"note", "warning", "error"})
of_every = {r["level"] for r in results if r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "every.bc"}
good &= test("sarif/every-severity", of_every == {"note", "warning", "error"}, str(of_every))
good &= test("sarif/all-files", {p["artifactLocation"]["uri"] for p in places} == {"mixed.bc", "every.bc", "refused.bc"})
good &= test("sarif/unreached", [r["level"] for r in results if r["properties"]["reachable"] == "no"] == ["note"])
lines = open("github.out").read().splitlines()
good &= test("github/lines", all(re.match(r"::(error|warning|notice) file=[^,]+(,line=\d+)?(,col=\d+)?,title=[^:]+::.", l) for l in lines), str(lines[:2]))
good &= test("github/kinds", sorted({l.split(" ")[0] for l in lines}) == ["::error", "::notice", "::warning"])
good &= test("github/all-files", all(any(f"file={p}," in l for l in lines) for p in sys.argv[1:]))
good &= test("github/every-severity", {l.split(" ")[0] for l in lines if "file=every.bc," in l} == {"::error", "::warning", "::notice"})
text = open("text.out").read()
good &= test("text/all-files", all(re.search(rf"^{p}: graalvm-25.0: ", text, re.M) for p in sys.argv[1:]))
good &= test("text/every-severity", all(re.search(rf"^  {s} +BCF", text.split("every.bc: ")[1].split("refused.bc: ")[0], re.M)
                                         for s in ("note", "loss", "trap", "refusal")))
good &= test("text/unreached", "[nothing gets there]" in text)
good &= test("text/totals", text.endswith("4 checked: 1 accepted, 1 traps, 2 refused; 3 not checked\n"), text[-90:])
sys.exit(not good)
PYTHON
python3 "$scratch/expect.py" "${inputs[@]}" || failures=$((failures + 1))

# ---- modules with planted blockers ----

mkdir "$scratch/planted"
python3 "$tests/verdicts/blockers.py" "$scratch/planted"
cd "$scratch/planted" || exit 1
for source in *.ll; do llvm-as-22 -o "${source%.ll}.bc" "$source"; done
"$bcfix" check ./*.bc | sed -nE 's/^\.\/(.*)\.bc: graalvm-25.0: ([a-z]*).*/\1 \2/p' > said # none has what another lacks
while read -r name verdict; do
    said=$(sed -n "s/^$name //p" said)
    check "check/$name" "it is called $said, not $verdict" test "$said" = "$verdict"
done < expected
# What was converted is behind the same questions, in the form of an older line.
for name in planted-feature-{behind-a-branch,behind-two-branches,that-a-select-chooses,that-a-phi-chooses}; do
    "$bcfix" convert -q -t graalvm-24.0 "$name.bc" "$scratch/converted.bc"
    said=$("$bcfix" check -t graalvm-24.0 "$scratch/converted.bc" | sed -n '1s/^.*: graalvm-24.0: \([a-z]*\).*/\1/p')
    check "check/$name/converted" "it is called $said" test "$said" = convertible
done
cd "$scratch/run" || exit 1

# ---- each code is produced by some test ----

produced() {
    local case options target
    for case in "$tests"/cases/*.ll; do
        llvm-as-22 -o "$scratch/case.bc" < "$case" 2> /dev/null || continue
        options=$(sed -n 's/^; OPTIONS: //p' "$case")
        for target in $(sed -n 's/^; RUN-TARGET: //p' "$case" | grep '' || echo graalvm-25.0); do
            # shellcheck disable=SC2086
            "$bcfix" convert -v --target="$target" $options "$scratch/case.bc" "$scratch/case.out" 2>&1
        done
    done
    for case in "$tests"/probes/*.ll "$tests"/forms/*.ll; do
        llvm-as-22 -o "$scratch/case.bc" < "$case" && "$bcfix" check -a -t graalvm-25.0 -t llvm-14 "$scratch/case.bc"
    done
    # What no text can say: several modules in one file, machine code beside bitcode, what only a newer LLVM writes, and
    # modules with planted blockers.
    llvm-cat-22 -b -o "$scratch/two.bc" "$scratch/run/clean.bc" "$scratch/run/mixed.bc"
    printf 'int native(void) { return 1; }\n' | cc -x c -c -o "$scratch/native.o" -
    rm -f "$scratch/both.a"
    ar rc "$scratch/both.a" "$scratch/run/clean.bc" "$scratch/native.o"
    "$bcfix" check -a "$scratch/planted" "$scratch/two.bc" "$scratch/both.a" "$root/build/tests/unit/newer.bc" 
    true
}
produced 2>&1 | grep -oE 'BCF[0-9]{3}' | sort -u > "$scratch/produced"
"$bcfix" findings | grep -oE '^BCF[0-9]{3}' | sort > "$scratch/registry"
while read -r code; do
    if ! grep -qx "$code" "$scratch/produced" && ! grep -rqE "BCFIX_${code}_" "$root/lib"; then
        # What only linking and building with cargo can find is produced, and looked for by name, in their own tests.
        check "check/code/$code" "no code of lib/ finds it, and neither tests/run/link.sh nor cargo.sh looks for it" \
            grep -qE "$code" "$tests/run/link.sh" "$tests/run/cargo.sh"
        continue
    fi
    check "check/code/$code" "no test produces it: add a case" grep -qx "$code" "$scratch/produced"
done < "$scratch/registry"
finish
