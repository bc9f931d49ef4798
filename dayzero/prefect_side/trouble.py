"""A trouble of a worker's part, said once and not at each look."""

import logging
from dataclasses import dataclass


@dataclass(slots=True)
class Trouble:
    """What keeps a part from its work now, if anything does.

    Attributes:
        log: where it is said.
        meanwhile: what becomes of the work.
        again: that it goes on.
        now: the trouble that was said last; empty while all is well.
    """

    log: logging.Logger
    meanwhile: str
    again: str
    now: str = ""

    def met(self, trouble: str) -> None:
        """Say it, unless it was said just before."""
        if trouble != self.now:
            self.log.warning("%s; nothing is lost, %s", trouble, self.meanwhile)
        self.now = trouble

    def over(self) -> None:
        """Say that the work goes on, if it did not."""
        if self.now:
            self.log.warning("%s", self.again)
        self.now = ""
