"""The one field of each date: what was typed into it, and the day that is read; pure."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from dayzero.desk.planning import protocol_of, stand_of, zone_of
from dayzero.web.recording.recording import DATED
from dayzero.web.signing_in.forms import Form
from models.errors import Fault, InputRefused
from models.moments import local_day
from models.protocol import Protocol
from models.reasons.refusals.refusal import FaultReason, ValueRefused
from models.reasons.refusals.typed_dates import DayOrMonthFirst
from models.records.store import Reading
from models.timeline.results import Plan
from wording.dates.typed.days import Around
from wording.dates.typed.reading import read_typed

CHOSEN: Final = "is_"
"""Before the name of a date's field: which of two days is meant."""
_PARTS: Final = {"day": ("day", "partly", "clock"), "first_day": ("first_day", "first_partly")}
"""In which fields a date stood on pages of before, and stands in addresses."""


def in_one_field(form: Mapping[str, str]) -> dict[str, str]:
    """The form with each date in one field, whichever page it was sent by."""
    said = dict(form)
    for name, parts in _PARTS.items():
        values = [value for part in parts if (value := said.pop(part, ""))]
        if any(part in form for part in parts):
            said[name] = " ".join(values)
    return said


def days_read(form: Form, around: Around) -> Form:
    """The form with each date as it is recorded.

    Raises:
        InputRefused: with those that can mean two days, or none; paths are the form's fields.
    """
    said, faults = dict(form), list[Fault]()
    for name in DATED:
        try:
            said |= {name: day_read(name, form, around)} if form.get(name) else {}
        except ValueRefused as refused:
            faults.append(Fault(name, refused.reason))
    if faults:
        raise InputRefused(faults)
    return said


def days_meant(name: str, form: Mapping[str, str], around: Around) -> tuple[str, ...]:
    """The days of which one is to be chosen for a field, chosen or not."""
    try:
        read_typed(form[name], around)
    except ValueRefused as refused:
        return meant_by(refused.reason)
    return ()


def meant_by(reason: FaultReason) -> tuple[str, ...]:
    """The days of which one is to be chosen; none where nothing is asked."""
    return (reason.one, reason.other) if isinstance(reason, DayOrMonthFirst) else ()


def around_of(plan: Callable[[], Plan], protocol: Protocol, today: date) -> Around:
    """From where the days of a subject are counted; it is planned only for a Day number."""
    return Around(today, lambda: day_zero_of(plan(), protocol))


def around_reading(reading: Reading, now: datetime) -> Around:
    """The same of a subject's chart."""
    document, at_sites = reading.document, reading.at_sites
    today = now.astimezone(zone_of(document, now)).date()
    return around_of(
        lambda: stand_of(document, now, at_sites), protocol_of(document, now, at_sites), today
    )


def day_zero_of(plan: Plan, protocol: Protocol) -> date | None:
    """The day of the infusion, done or booked; one that is only proposed moves each day."""
    at = plan.step(protocol.day_zero).at
    return None if at is None else local_day(at.earliest, plan.zone)


def day_read(name: str, form: Mapping[str, str], around: Around) -> str:
    """A field's date as it is recorded.

    What was chosen counts only while it is one of those that were asked about.

    Raises:
        ValueRefused: if it can mean two days, or none.
    """
    try:
        return read_typed(form[name], around)
    except ValueRefused as refused:
        chosen = form.get(CHOSEN + name)
        if chosen and chosen in meant_by(refused.reason):
            return chosen
        raise
