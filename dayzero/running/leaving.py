"""Leaving on a signal: the stack unwinds, so that every block is left in order."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SIGNALLED = 128  # what shells add to a signal's number
ASKED_TO_END = frozenset({SIGNALLED + signal.SIGINT, SIGNALLED + signal.SIGTERM})


@contextmanager
def good_end(say: Callable[[str], object]) -> Iterator[None]:
    """A block that is left well by Ctrl-C or SIGTERM: whoever asked for it wants no failure.

    Raises:
        SystemExit: on any other signal.
    """
    try:
        yield
    except SystemExit as asked:
        if asked.code not in ASKED_TO_END:
            raise
        say("ending")


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
