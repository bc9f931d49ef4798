"""The window of a step as a calendar may show it: without what slides with "now"."""

from typing import NamedTuple

from models.moments import Minute
from models.timeline.results import StepOutcome


class FirmWindow(NamedTuple):
    """First and last minute, both included; None where no fact puts an end."""

    opens: Minute | None
    closes: Minute | None


def firm_window(outcome: StepOutcome) -> FirmWindow:
    """Where a step may lie by the facts alone.

    Once a window has opened, its opening is "now" and slides; then what the protocol said
    counts. That opening is trusted only where an end is firm too: a booked step that others
    are counted back from has none, and would be told its own booking as its opening.
    """
    opens = outcome.not_before if outcome.opens is None else outcome.opens
    if outcome.floats:
        opens = None if outcome.closes is None else outcome.said_opens
    if opens is not None and outcome.closes is not None and outcome.closes < opens:
        return FirmWindow(None, None)  # nothing is left of it; the alert says why
    return FirmWindow(opens, outcome.closes)
