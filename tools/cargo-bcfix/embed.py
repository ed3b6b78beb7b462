#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes files as C strings: embed.py NAME=FILE..."""
import json
import sys

print("/* Made by embed.py. */")
for argument in sys.argv[1:]:
    name, _, path = argument.partition("=")
    print(f"static const char {name}[] =")
    with open(path, encoding="ascii") as file:
        for line in file:
            print("    " + json.dumps(line))
    print("    ;")
