"""A program that ends with whoever started it, even by SIGKILL: nobody is left on its port.

Run with a PID, a program and its arguments, this file becomes the program. Only Linux can tie a
process to its parent; elsewhere the program runs all the same.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1


def tied(command: Sequence[str]) -> list[str]:
    """The command that runs another one tied to this process."""
    return [sys.executable, "-IS", __file__, str(os.getpid()), *command]


def _become(parent: int, command: Sequence[str]) -> None:
    """Killed and not asked to end: whoever comes next would find the port still taken.

    What was recorded survives that, as it does a machine without power.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before
            sys.exit(128 + signal.SIGKILL)
    os.execv(command[0], list(command))  # noqa: S606  a program of ours, no shell


if __name__ == "__main__":
    _become(int(sys.argv[1]), sys.argv[2:])
