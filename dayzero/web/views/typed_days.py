"""A date that was typed, as it was read; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dayzero.desk.typed_facts import with_offset
from dayzero.web.recording.recording import DATED
from dayzero.web.recording.typed_days import (
    CHOSEN,
    around_of,
    day_zero_of,
    days_meant,
    days_read,
    meant_by,
)
from dayzero.web.recording.whole_days import (
    WHOLE_DAYS,
    DayZero,
    around_whole,
    no_subject,
    whole_day,
)
from dayzero.web.signing_in.forms import Form
from dayzero.web.views.steps import day_number
from dayzero.web.views.when import Clock
from models.errors import InputRefused
from models.moments import Span, local_day
from models.protocol import Protocol
from models.reasons.refusals.refusal import FaultReason, ValueRefused
from models.recorded_dates import read_recorded
from models.timeline.results import Plan
from wording.dates.typed.days import Around, near
from wording.refusals import say_refusal

_SEASON: Final = timedelta(days=60)
"""A day that another year would bring so near to today is perhaps of that year."""


@dataclass(frozen=True, slots=True)
class TypedDay:
    """What the page says of a date that was typed.

    Attributes:
        read: `Read as Thu 5 Mar 14:30 · D−13`; empty where nothing was, or nothing is read.
        refused: why it cannot be read.
        choices: the days of which one is meant, with their words.
        chosen: which of them is meant; empty until one is chosen.
        year: that it is perhaps another one; empty where that is not likely.
    """

    read: str = ""
    refused: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    year: str = ""


def typed_days(form: Form, plan: Plan, protocol: Protocol, clock: Clock) -> dict[str, TypedDay]:
    """Of each date that is filled in."""
    around = around_of(lambda: plan, protocol, clock.site_day)
    zero = day_zero_of(plan, protocol)
    return {name: _typed(name, form, around, zero, clock) for name in DATED if form.get(name)}


def typed_moves(
    dates: Mapping[str, Form], plan: Plan, protocol: Protocol, clock: Clock
) -> dict[str, TypedDay]:
    """Of each date of a proposal, by its field."""
    around = around_of(lambda: plan, protocol, clock.site_day)
    zero = day_zero_of(plan, protocol)
    return {name: _typed("day", form, around, zero, clock) for name, form in dates.items()}


def typed_whole_days(
    form: Mapping[str, str], clock: Clock, day_zero: DayZero = no_subject
) -> dict[str, TypedDay]:
    """Of each whole day that is filled in."""
    return {
        name: _typed_whole(name, form, clock, day_zero) for name in WHOLE_DAYS if form.get(name)
    }


def _typed_whole(name: str, form: Mapping[str, str], clock: Clock, day_zero: DayZero) -> TypedDay:
    try:
        day = whole_day(form, name, clock.site_day, day_zero)
    except InputRefused as refused:
        return _asked(refused.faults[0].reason, clock)
    told = _told(_span(str(day), clock), clock.site_day, None, clock)
    meant = days_meant(name, form, around_whole(name, clock.site_day, day_zero))
    return _with_choice(told, str(day), meant, clock)


def _typed(name: str, form: Form, around: Around, zero: date | None, clock: Clock) -> TypedDay:
    asked = {name: form[name], CHOSEN + name: form.get(CHOSEN + name, "")}
    try:
        text = days_read(asked, around)[name]
        told = _told(_span(text, clock), around.today, zero, clock)
    except InputRefused as refused:
        reason = refused.faults[0].reason
    except ValueRefused as refused:
        reason = refused.reason
    else:
        return _with_choice(told, text, days_meant(name, form, around), clock)
    return _asked(reason, clock)


def _with_choice(told: TypedDay, chosen: str, meant: tuple[str, ...], clock: Clock) -> TypedDay:
    """The same with the question that was answered; the answer stays and can be changed."""
    return replace(told, choices=_choices(meant, clock), chosen=chosen) if meant else told


def _asked(reason: FaultReason, clock: Clock) -> TypedDay:
    """Why it cannot be read, with the days of which one is meant."""
    days = _choices(meant_by(reason), clock)
    return TypedDay(refused=say_refusal(reason, clock.language), choices=days)


def _choices(days: tuple[str, ...], clock: Clock) -> tuple[tuple[str, str], ...]:
    return tuple((day, clock.span(_span(day, clock)).text) for day in days)


def _span(text: str, clock: Clock) -> Span:
    """When that was.

    Raises:
        ValueRefused: if it is no date.
        InputRefused: if the site's clocks skipped that time, or showed it twice.
    """
    return read_recorded(with_offset("day", text, clock.zone), clock.zone)


def _told(span: Span, today: date, zero: date | None, clock: Clock) -> TypedDay:
    says = clock.words.record
    read = says.read_as.format(when=" · ".join(_said(span, zero, clock)))
    day = local_day(span.earliest, clock.zone)
    off = says.year_off.format(year=day.year) if _year_off(day, today) else ""
    return TypedDay(read=read, year=off)


def _said(span: Span, zero: date | None, clock: Clock) -> Iterator[str]:
    yield clock.span(span).text
    first, last = (local_day(end, clock.zone) for end in (span.earliest, span.latest))
    if zero is not None and first == last:
        yield day_number((first - zero).days)


def _year_off(day: date, today: date) -> bool:
    """Whether the year before or after would bring a day into this season."""
    meant = near(today, day.month, day.day)
    return meant is not None and abs(meant.year - day.year) == 1 and abs(meant - today) <= _SEASON
