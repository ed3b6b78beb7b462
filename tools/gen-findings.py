#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Makes the public header, or the library's table, from the registry of findings."""
import re
import sys


def rows(path):
    seen = set()
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.startswith("#") or not line.strip():
            continue
        code, name, severity, title = line.rstrip("\n").split("\t")
        if not re.fullmatch(r"BCF\d{3}", code) or code in seen or name in seen:
            sys.exit(f"{path}:{number}: bad or repeated code or name")
        if severity not in ("note", "loss", "trap", "refusal"):
            sys.exit(f"{path}:{number}: unknown severity {severity}")
        seen |= {code, name}
        yield code, name, severity, title


def header(path):
    print("/* Made from the registry of findings. SPDX-License-Identifier: Apache-2.0 OR MIT */")
    print("#ifndef BCFIX_FINDINGS_H\n#define BCFIX_FINDINGS_H\n")
    print("/** The permanent codes of findings. They never change meaning. */\ntypedef enum bcfix_finding_kind {")
    print(",\n".join(f"    BCFIX_{code}_{name.upper().replace('-', '_')} = {int(code[3:])} /**< {severity}: {title} */"
                     for code, name, severity, title in rows(path)))
    print("} bcfix_finding_kind;\n\n#endif")


def table(path):
    for code, name, severity, title in rows(path):
        print(f'FINDING({int(code[3:])}, "{name}", BCFIX_{severity.upper()}, "{title}")')


{"header": header, "table": table}[sys.argv[1]](sys.argv[2])
