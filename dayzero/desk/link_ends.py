"""When a calendar link ends, as it is typed."""

from datetime import UTC, date, datetime, timedelta

from models.errors import Fault, InputRefused


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
        raise _refused(text, "is not a day like 2026-12-31 or an instant") from error
    if moment.tzinfo is None:
        raise _refused(text, "needs its offset, as in 2026-12-31T18:00+08:00")
    if moment <= now:
        raise _refused(text, "has gone by")
    return moment


def _refused(text: str, sentence: str) -> InputRefused:
    return InputRefused((Fault("expires", f"“{text[:40]}” {sentence}"),))
