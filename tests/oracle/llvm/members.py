#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes the bitcode in the members of the rlibs of rustc's sysroot into a folder, one file a member."""
import argparse
import glob
import os
import random
import struct
import subprocess


def members(path):
    """Name and bytes of each member of an archive."""
    data = open(path, "rb").read()
    at = 8
    while at + 60 <= len(data):
        head = data[at:at + 60]
        size = int(head[48:58])
        yield head[:16].decode().strip(), data[at + 60:at + 60 + size]
        at += 60 + size + (size & 1)


def bitcode(data):
    """The bitcode that a member is, or that an ELF object has in its section .llvmbc."""
    if data[:4] == b"BC\xc0\xde":
        return data
    if data[:4] != b"\x7fELF":
        return None
    table, = struct.unpack_from("<Q", data, 40)
    size, count, names = struct.unpack_from("<HHH", data, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, table + i * size) for i in range(count)]
    for section in sections:
        start = sections[names][4] + section[0]
        if data[start:data.index(b"\0", start)] == b".llvmbc":
            return data[section[4]:section[4] + section[5]]
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="so many, chosen by the seed; all without it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folder")
    options = parser.parse_args()
    sysroot = subprocess.check_output(["rustc", "--print", "sysroot"], text=True).strip()
    host = subprocess.check_output(["rustc", "-vV"], text=True).split("host: ")[1].split()[0]
    found = []
    for rlib in sorted(glob.glob(os.path.join(sysroot, "lib", "rustlib", host, "lib", "*.rlib"))):
        crate = os.path.basename(rlib)[3:].split("-")[0]
        found += [(crate, code) for _, data in members(rlib) if (code := bitcode(data))]
    if options.sample:
        found = random.Random(options.seed).sample(found, min(options.sample, len(found)))
    os.makedirs(options.folder, exist_ok=True)
    for i, (crate, code) in enumerate(found):
        with open(os.path.join(options.folder, f"{crate}-{i:04d}.bc"), "wb") as file:
            file.write(code)
    print(len(found))


if __name__ == "__main__":
    main()
