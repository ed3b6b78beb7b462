#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Runs a command with some of its standard streams on a terminal.

Usage: terminal.py STREAMS COMMAND...

STREAMS is out, err or out,err. What the terminal got goes to standard output,
with line ends as the command wrote them. Ends with the command's exit code.
"""
import os
import sys
import termios


def main():
    if "--help" in sys.argv[1:2] or len(sys.argv) < 3:
        print(__doc__.strip())
        return 0 if "--help" in sys.argv[1:2] else 2
    streams = {"out": 1, "err": 2}
    chosen = [streams[name] for name in sys.argv[1].split(",")]
    controller, terminal = os.openpty()
    attributes = termios.tcgetattr(terminal)
    attributes[1] &= ~termios.OPOST  # the terminal would turn each \n into \r\n
    termios.tcsetattr(terminal, termios.TCSANOW, attributes)

    process = os.fork()
    if process == 0:
        for stream in chosen:
            os.dup2(terminal, stream)
        os.close(controller)
        os.close(terminal)
        os.execvp(sys.argv[2], sys.argv[2:])
    os.close(terminal)
    while True:
        try:
            data = os.read(controller, 65536)
        except OSError:  # Linux says EIO when the last user of a terminal is gone
            break
        if not data:
            break
        os.write(1, data)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


sys.exit(main())
