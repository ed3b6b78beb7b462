#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Makes lib/target/environment.def: the symbols that a program finds in GraalVM's LLVM runtime on Linux.

gen-environment.py FOLDER...    folders with the jars of a line each (tools/setup.sh sulong LINE prints one)

Asks this machine's glibc (libc, libm, the loader) for what it exports under a public version, the jars for what libsulong.so
defines, and BasicIntrinsicsProvider for the names that it has of its own. A name counts when every line has it.
"""
import io
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path


def exported(path):
    """The names that a shared library defines, without those of versions that are private to glibc."""
    text = subprocess.run(["nm", "-D", "--defined-only", str(path)], check=True, capture_output=True, text=True).stdout
    for line in text.splitlines():
        name, _, version = line.split()[-1].partition("@")
        if "PRIVATE" not in version and line.split()[-2] != "A":
            yield name


def constants(data):
    """The texts in the constant pool of a class file."""
    count, at, index = struct.unpack(">H", data[8:10])[0], 10, 1
    while index < count:
        tag = data[at]
        if tag == 1:
            size = struct.unpack(">H", data[at + 1:at + 3])[0]
            yield data[at + 3:at + 3 + size].decode("utf-8", "replace")
            at += 3 + size
        else:
            at += {5: 9, 6: 9, 7: 3, 8: 3, 15: 4, 16: 3, 19: 3, 20: 3}.get(tag, 5)
            index += tag in (5, 6)
        index += 1


def of_line(folder):
    names = set()
    for jar in Path(folder).glob("*.jar"):
        with zipfile.ZipFile(jar) as archive:
            for entry in archive.namelist():
                if entry.endswith("linux/amd64/lib/libsulong.so"):
                    with tempfile.NamedTemporaryFile() as file:
                        file.write(archive.read(entry))
                        file.flush()
                        names |= set(exported(file.name))
                if entry.endswith("/BasicIntrinsicsProvider.class"):
                    # The other texts are names of classes and methods, which begin otherwise.
                    names |= {text for text in constants(archive.read(entry))
                              if re.fullmatch(r"(_[A-Za-z]|__[a-z]|polyglot_|truffle_)[A-Za-z0-9_]*", text)}
    return names


def libraries():
    text = subprocess.run(["ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
    for name in ("libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"):
        yield re.search(rf"^\s*{re.escape(name)} \(.*x86-64.*\) => (\S+)$", text, re.M)[1]


names = set.intersection(*(of_line(folder) for folder in sys.argv[1:]))
for library in libraries():
    names |= set(exported(library))
release = re.search(r"[0-9.]+$", subprocess.run(["getconf", "GNU_LIBC_VERSION"], check=True, capture_output=True, text=True).stdout.strip())
out = io.StringIO()
print(f"/* What programs find in GraalVM's LLVM runtime on linux-x86_64: ENVIRONMENT(NAME), sorted. Made by\n"
      f" * tools/gen-environment.py from glibc {release[0]} and the lines 23.1 to 25.0.\n * SPDX-License-Identifier: Apache-2.0 OR MIT */", file=out)
for name in sorted(names):
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        print(f'ENVIRONMENT("{name}")', file=out)
sys.stdout.write(out.getvalue())
