"""What comes of a change that tests were run against."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What the tests said of a change."""

    KILLED = "killed"
    REFUSED = "refused"
    """The change could not even be loaded: every test fails."""
    ENDLESS = "endless"
    """A test that reaches it does not come to an end any more."""
    SURVIVED = "survived"
    TIMED_OUT = "timed out"
    """The tests were stopped before all had run; none had failed."""
    UNCOVERED = "uncovered"
    """No test runs it at all."""


@dataclass(frozen=True)
class Tried:
    """How one change fared; `by` is the test that failed first."""

    outcome: Outcome
    by: str | None
    seconds: float


Usual = Mapping[str, float]
NOT_KNOWN: Usual = {}

Change = Callable[[], bool]
"""Makes the change in this process; False where it cannot be loaded."""
