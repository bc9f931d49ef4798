"""A date as somebody types it, into the form in which records have it; pure.

`5 Mar`, `3月5日 下午2点`, `tomorrow 9:30` and `D-3` are read; what can mean two days is asked
about. Whatever else a record may say, such as `2026-03-UN`, is left as it is written.
"""

import re
from typing import Final
from unicodedata import normalize
from zoneinfo import ZoneInfo

from models.reasons.refusals.desk import TypedFlaw
from models.reasons.refusals.refusal import ValueRefused, shown
from models.reasons.refusals.typed_dates import DayOrMonthFirst
from models.recorded_dates import read_recorded
from wording.dates.typed.days import Around, days_read
from wording.dates.typed.hours import Parted, parted
from wording.dates.typed.names import with_digits

_AS_RECORDED: Final = re.compile(r"\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?", re.ASCII)
_ANY_ZONE: Final = ZoneInfo("UTC")
_LONGEST: Final = 60  # letters; nobody writes a date in more


def read_typed(text: str, around: Around) -> str:
    """`2026-03-05`, `2026-03-05 14:30`, or the text itself where only a record would say so.

    Raises:
        ValueRefused: if it can mean two days, or none, or there is a time without its day.
    """
    plain = normalize("NFKC", text).replace("−", "-").strip()
    if _AS_RECORDED.fullmatch(plain) or len(plain) > _LONGEST:
        return plain
    said = parted(with_digits(" ".join(plain.lower().split())), shown(text))
    days = days_read(said.day, around, shown(text)) if said.day else []
    written = [f"{day.isoformat()} {said.time}".strip() for day in days]
    if len(written) > 1:
        raise ValueRefused(DayOrMonthFirst(word=shown(text), one=written[0], other=written[1]))
    return written[0] if written else _left(plain, said)


def _left(text: str, said: Parted) -> str:
    """What is no day of ours; a record would have no time with it.

    Raises:
        ValueRefused: if a time is beside no day, or beside a part of one.
    """
    if said.time and (not said.day or _is_recorded(said.day.upper())):
        raise ValueRefused(TypedFlaw.TIME_WITHOUT_ITS_DAY)
    return text


def _is_recorded(text: str) -> bool:
    try:
        read_recorded(text, _ANY_ZONE)
    except ValueRefused:
        return False
    return True
