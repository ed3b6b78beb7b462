#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Makes what the registry of findings says in other forms.

gen-findings.py header|table|markdown|man REGISTRY [EXPLANATIONS]
gen-findings.py explained REGISTRY EXPLANATIONS    fails when a code has no explanation
"""
import re
import sys
import textwrap
from typing import NamedTuple

SEVERITIES = ("note", "loss", "trap", "refusal")
ACTIONS = ("none", "omitted", "rewritten", "dropped", "stops", "refused")


class Row(NamedTuple):
    code: str
    name: str
    severity: str
    title: str


class Explanation(NamedTuple):
    since: str
    action: str
    text: str
    remedy: str


def rows(path):
    seen = set()
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.startswith("#") or not line.strip():
            continue
        row = Row(*line.rstrip("\n").split("\t"))
        if not re.fullmatch(r"BCF\d{3}", row.code) or row.code in seen or row.name in seen:
            sys.exit(f"{path}:{number}: bad or repeated code or name")
        if row.severity not in SEVERITIES:
            sys.exit(f"{path}:{number}: unknown severity {row.severity}")
        seen |= {row.code, row.name}
        yield row


def explanations(path):
    found, head, lines = {}, None, []

    def close():
        if not head:
            return
        text, arrow, remedy = " ".join(lines).partition("=> ")
        if not text or not remedy:
            sys.exit(f"{path}: {head[1]} has no explanation or no remedy")
        found[head[1]] = Explanation(head[2], head[3], text.strip(), remedy.strip())

    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.strip()
        if line.startswith("#"):
            continue
        start = re.fullmatch(r"(BCF\d{3}) since=(\S+) action=(\S+)", line)
        if start:
            close()
            head, lines = start, []
            if head[1] in found or head[3] not in ACTIONS:
                sys.exit(f"{path}:{number}: repeated code or unknown action")
        elif line:
            lines.append(line)
    close()
    return found


# A code that came in without its explanation: it builds, and the test `findings-explained` says what is missing.
DEFAULT_ACTION = {"note": "rewritten", "loss": "dropped", "trap": "stops", "refusal": "refused"}


def explained(registry, path):
    known = explanations(path)
    for row in rows(registry):
        yield row, known.get(row.code, Explanation("", DEFAULT_ACTION[row.severity], "", ""))


def header(registry, _):
    print("/* Made from the registry of findings. SPDX-License-Identifier: Apache-2.0 OR MIT */")
    print("#ifndef BCFIX_FINDINGS_H\n#define BCFIX_FINDINGS_H\n")
    print("/** The permanent codes of findings. They never change meaning. */\ntypedef enum bcfix_finding_kind {")
    print(",\n".join(f"    BCFIX_{code}_{name.upper().replace('-', '_')} = {int(code[3:])} /**< {severity}: {title} */"
                     for code, name, severity, title in rows(registry)))
    print("} bcfix_finding_kind;\n\n#endif")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def table(registry, path):
    for row, more in explained(registry, path):
        print(f"FINDING({int(row.code[3:])}, {quoted(row.name)}, BCFIX_{row.severity.upper()}, {quoted(row.title)}, "
              f"BCFIX_ACTION_{more.action.upper()}, {quoted(more.since)}, {quoted(more.text)}, {quoted(more.remedy)})")


def markdown(registry, path):
    print("# Findings\n\nMade by `tools/gen-findings.py` from `lib/findings/`; a test says when it was not made anew.\n")
    print("Each thing that bcfix rewrites, loses, stops or refuses is a finding with a permanent code. `bcfix explain CODE` "
          "prints what stands here.\n")
    print("| code | name | severity | what it is |\n|---|---|---|---|")
    for row, _ in explained(registry, path):
        print(f"| [{row.code}](#{row.code.lower()}) | {row.name} | {row.severity} | {row.title} |")
    for row, more in explained(registry, path):
        print(f"\n## {row.code}\n\n**{row.name}**: {row.title}. Severity {row.severity}; when converting: {more.action}; since "
              f"{more.since}.\n\n{more.text}\n\n*What to do:* {more.remedy}")


def roff(text):
    """A line each sentence, of at most 78 columns, as mandoc wants it."""
    lines = [line for sentence in re.split(r"(?<=[.!?]) (?=[A-Z])", text)
             for line in textwrap.wrap(sentence, 72, break_on_hyphens=False)]
    lines = [line.replace("\\", "\\e").replace("-", "\\-") for line in lines]
    return "\n".join("\\&" + line if line[0] in ".'" else line for line in lines)


def man(registry, path):
    print('.\\" Made by tools/gen-findings.py. SPDX-License-Identifier: Apache-2.0 OR MIT')
    print(".Dd November 25, 2026\n.Dt BCFIX-FINDINGS 7\n.Os\n.Sh NAME\n.Nm bcfix-findings\n"
          ".Nd what bcfix can find in a module\n.Sh DESCRIPTION")
    print("Each thing that\n.Xr bcfix 1\nrewrites, loses, stops or refuses is a finding with a permanent code.\n"
          "Severities: a note means the same as before;\na loss was dropped, and a reader may miss it;\na trap is a place "
          "that stops the program with a message when it is reached;\nwith a refusal no output can be made.\n.Bl -tag -width Ds")
    for row, more in explained(registry, path):
        print(f".It {row.code} {roff(row.name)} ({row.severity}, {more.action}, since {more.since})", roff(row.title + "."), ".Pp",
              roff(more.text), ".Pp", roff("What to do: " + more.remedy), sep="\n")
    print(".El\n.Sh SEE ALSO\n.Xr bcfix 1")


def check_explained(registry, path):
    known, codes = explanations(path), {row.code for row in rows(registry)}
    missing = sorted(codes - set(known)) + sorted(set(known) - codes)
    for code in missing:
        print(f"{code} has no explanation: add a section to lib/findings/explanations.txt" if code in codes else
              f"{code} is explained, but is not in registry.tsv")
    sys.exit(1 if missing else 0)


{"header": header, "table": table, "markdown": markdown, "man": man, "explained": check_explained}[sys.argv[1]](
    sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
