"""One of our commands, in which a process is struck when the command reaches a function.

Run as a process of its own: `python -m tests.flows.struck_at PLACE TIME SIGNAL VICTIM COMMAND...`.
PLACE is `module.function`; TIME counts its calls from 1; VICTIM is the number of a process, a
negative one that of its group, and 0 the command itself. What is struck may die; a command
that is not goes on.
"""

import os
import sys
from importlib import import_module
from itertools import count
from typing import Any

from dayzero.command_line import main
from dayzero.running.prefect_environment import tell_environment

if __name__ == "__main__":
    place, time, number, victim, *command = sys.argv[1:]
    tell_environment()
    module, _, function = place.rpartition(".")
    original = getattr(import_module(module), function)
    calls = count(1)

    def strike(*arguments: Any, **named: Any) -> Any:
        if next(calls) == int(time):
            os.kill(int(victim) or os.getpid(), int(number))
        return original(*arguments, **named)

    setattr(import_module(module), function, strike)
    main(command)
