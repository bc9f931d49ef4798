"""Leaving on a signal: the stack unwinds, so that every block is left in order."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SIGNALLED = 128  # what shells add to a signal's number
CTRL_C = SIGNALLED + signal.SIGINT


class Leaving:
    """Turns a signal into an exit that unwinds the stack, though never inside `later`."""

    def __init__(self) -> None:
        self.held = False
        self.asked: int | None = None

    def on_signal(self, number: int, _frame: FrameType | None) -> None:
        """Leave, or remember to.

        Raises:
            SystemExit: with the code that shells give this signal.
        """
        self.asked = number
        self.leave_if_asked()

    def leave_if_asked(self) -> None:
        """Leave if a signal came and nothing holds it back.

        Raises:
            SystemExit: as for `on_signal`.
        """
        if self.asked is not None and not self.held:
            raise SystemExit(SIGNALLED + self.asked)

    @contextmanager
    def later(self) -> Iterator[None]:
        """A stretch in which a signal waits: a process half started belongs to nobody."""
        self.held = True
        try:
            yield
        finally:
            self.held = False
        self.leave_if_asked()
