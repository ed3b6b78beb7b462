#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The inputs in regressions/ as the fuzz targets take them: regressions.py FOLDER; or a file as the text for one: regressions.py --of FILE

Texts of records (regressions/records) are inputs as they are. The others are written as lines of bytes, so that they can say what
they are:

    # a comment
    "characters"           one byte each
    42 43 c0 de            bytes, in hexadecimal digits
    00 * 300               the same bytes many times
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def line_bytes(line):
    line, times = line.strip(), 1
    if line.startswith("#"):
        return b""
    if line.startswith('"'):
        return line[1:line.rindex('"')].encode("latin-1")
    if " * " in line:
        line, times = line.split(" * ")
    return bytes.fromhex(line) * int(times)


def text_of(data):
    lines = [data[at:at + 16].hex(" ") for at in range(0, len(data), 16)]
    return "".join(line + "\n" for line in lines)


def main():
    if sys.argv[1] == "--of":
        print(text_of(open(sys.argv[2], "rb").read()), end="")
        return
    for target in sorted(os.listdir(os.path.join(HERE, "regressions"))):
        os.makedirs(os.path.join(sys.argv[1], target), exist_ok=True)
        for name in os.listdir(os.path.join(HERE, "regressions", target)):
            data = open(os.path.join(HERE, "regressions", target, name), "rb").read()
            if target != "records":
                data = b"".join(line_bytes(line) for line in data.decode().splitlines())
            with open(os.path.join(sys.argv[1], target, name), "wb") as file:
                file.write(data)


main()
