"""One whole day that is typed on a page of several subjects, or of one; pure."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from dayzero.web.recording.typed_days import day_read
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw
from models.reasons.refusals.refusal import FaultReason, ValueRefused
from models.reasons.refusals.typed_dates import DayCount
from models.recorded_dates import read_recorded
from wording.dates.typed.days import Around

UTC: Final = ZoneInfo("UTC")
WHOLE_DAYS: Final = ("consent", "day", "ends", "reported_on", "since", "until")
"""Fields that take one whole day."""
AHEAD: Final = ("ends",)
"""Of these, whose day is yet to come."""

DayZero = Callable[[], date | None]
"""The day of the infusion of the subject that a page names; asked only for a Day number."""


def no_subject() -> date | None:
    """Where a page names none.

    Raises:
        ValueRefused: always.
    """
    raise ValueRefused(DayCount.NO_SUBJECT)


def whole_day(
    form: Mapping[str, str], field: str, today: date, day_zero: DayZero = no_subject
) -> date | None:
    """The day that a field says, without a time; None where nothing was typed.

    Args:
        today: of the site.

    Raises:
        InputRefused: if it is none, or can mean two and none of them was chosen.
    """
    if not form.get(field):
        return None
    try:
        text = day_read(field, form, around_whole(field, today, day_zero))
        day = date.fromisoformat(text)
        read_recorded(text, UTC)  # what no record can say is no day here: a week, the year 9999
    except ValueRefused as refused:
        raise InputRefused([Fault(field, _reason(refused.reason))]) from refused
    except ValueError as error:
        raise InputRefused([Fault(field, TypedFlaw.DAY_NEEDED)]) from error
    return day


def around_whole(field: str, today: date, day_zero: DayZero = no_subject) -> Around:
    """From where a field's days are counted."""
    return Around(today, day_zero, ahead=field in AHEAD)


def with_days_read(
    form: Mapping[str, str], today: date, day_zero: DayZero = no_subject
) -> dict[str, str]:
    """The form with each whole day as a record has it; what is not read stays as it was typed."""
    said = dict(form)
    for field in WHOLE_DAYS:
        with suppress(InputRefused):
            day = whole_day(form, field, today, day_zero)
            said |= {} if day is None else {field: day.isoformat()}
    return said


def _reason(reason: FaultReason) -> FaultReason:
    """A time is no part of a day."""
    return TypedFlaw.DAY_NEEDED if reason is TypedFlaw.TIME_WITHOUT_ITS_DAY else reason
