"""When a calendar link ends, as it is typed."""

from datetime import UTC, date, datetime, timedelta

from models.errors import Fault, InputRefused
from models.reasons.refusals.refusal import FaultReason, shown
from models.reasons.refusals.times import EndGone, EndWithoutOffset, NotAnEnd


def read_end(text: str, now: datetime) -> datetime:
    """The instant from which a link no longer works.

    A day is the last on which it works: it ends with that day in UTC.

    Raises:
        InputRefused: if it is neither a day nor an instant, or has gone by.
    """
    try:
        moment = datetime.fromisoformat(text)
        if len(text) == len("2026-03-10"):
            day_after = date.fromisoformat(text) + timedelta(days=1)
            moment = datetime.combine(day_after, datetime.min.time(), UTC)
    except (ValueError, OverflowError) as error:
        raise _refused(NotAnEnd(word=shown(text))) from error
    if moment.tzinfo is None:
        raise _refused(EndWithoutOffset(word=shown(text)))
    if moment <= now:
        raise _refused(EndGone(word=shown(text)))
    return moment


def _refused(reason: FaultReason) -> InputRefused:
    return InputRefused((Fault("expires", reason),))
