#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Says whether what measure printed for a file and for one four times as large keeps to the limits: growth.py KIND SMALL LARGE"""
import sys

LIMIT, STATUSES = 6, (0, 1, 3, 4, 6)  # of bcfix_status: done, refused, malformed, unsupported, a limit
FREE, EACH = 64 << 20, 32  # bytes of memory
RECORDS, RECORDS_EACH, SLOWEST = 8 << 20, 32, 1.0  # and records, of which one takes at most so many microseconds
GROWTH, NOISE = 8, 60000  # four times the input takes at most so many times as long, and so many microseconds more


def lines(path):
    for line in open(path):
        _, function, status, time, peak, size, *message = line.split(" ", 6)
        yield function, int(status), int(time), int(peak), int(size), " ".join(message).strip()


def complaint(small, large):
    for function, status, time, peak, size, message in (*small, *large):
        if status not in STATUSES:
            return f"{function} ended with status {status}: {message}"
        if peak > FREE + EACH * size:
            return f"{function} took {peak} bytes for {size}"
        if status == LIMIT and time > (RECORDS + RECORDS_EACH * size) * SLOWEST:
            return f"{function} took {time} microseconds to reach {message}"
    for before, after in zip(small, large):
        if after[1] != LIMIT and after[2] > GROWTH * before[2] + NOISE:
            return f"{after[0]} took {before[2]} microseconds, and {after[2]} for four times as much"
    return None


def main():
    kind, small, large = sys.argv[1], list(lines(sys.argv[2])), list(lines(sys.argv[3]))
    why = complaint(small, large) if small and len(small) == len(large) else "it was not measured"
    slowest = max(large, key=lambda line: line[2] / line[4], default=None)
    if why:
        print(f"FAIL limits/{kind}: {why}")
        sys.exit(1)
    print(f"ok limits/{kind} ({slowest[4]} bytes: at most {slowest[2] / 1000:.1f} ms, in {slowest[0]}; "
          f"{max(line[3] / line[4] for line in large):.1f} bytes of memory a byte)")


main()
