"""Whether the hospital's calendar server takes what is pushed to it. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from dayzero.health.finding import Finding, counted, say_age, warn
from models.records.store import RefusedEvents

CHECK = "calendar server"


def push_findings(refused: Sequence[RefusedEvents], now: datetime) -> Iterator[Finding]:
    """One line if any event is refused; none otherwise, as most installations push nothing."""
    if not refused:
        return
    events = counted(sum(len(one.why) for one in refused), "event")
    longest = say_age(now - min(one.since for one in refused))
    yield warn(
        CHECK,
        f"{events} of {counted(len(refused), 'subject')} not taken, the longest for {longest}",
        "`dayzero push status` names each and what the server said",
    )
