#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Writes damaged copies of a file: damage.py FILE FOLDER COUNT [SEED]. The same every time."""
import os
import random
import sys


def damaged(data, rng):
    data = bytearray(data)
    kind = rng.randrange(8)
    at = rng.randrange(4, len(data))
    if kind == 0:  # one bit
        data[at] ^= 1 << rng.randrange(8)
    elif kind == 1:  # a few bytes
        for _ in range(rng.randrange(1, 9)):
            data[rng.randrange(4, len(data))] = rng.randrange(256)
    elif kind == 2:  # a word that is an extreme, as a length would be
        at -= at % 4
        data[at:at + 4] = rng.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)).to_bytes(4, "little")
    elif kind == 3:  # cut, in whole words
        del data[at - at % 4:]
    elif kind == 4:  # a word twice
        at -= at % 4
        data[at:at] = data[at:at + 4]
    else:  # a piece in whole words, of which blocks consist: twice, missing, or in another place
        at -= at % 4
        piece = data[at:at + 4 * rng.randrange(1, 65)]
        if kind != 5:
            del data[at:at + len(piece)]
        if kind != 6:
            to = rng.randrange(1, max(2, len(data) // 4)) * 4
            data[to:to] = piece
    return bytes(data)


def main():
    source, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    data = open(source, "rb").read()
    os.makedirs(folder, exist_ok=True)
    for i in range(count):
        with open(os.path.join(folder, f"{i:05d}"), "wb") as file:
            file.write(damaged(data, random.Random(seed + i)))


if __name__ == "__main__":
    main()
