"""A list as a table, before it is a file of any kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.moments import Minute, Span, at_zone, day_span, local_day, start_of, to_minute
from wording.exports import Column
from wording.voice import Voice

Cell = str | int | date | datetime | None
"""A time is on the site's clock, without offset: the row names its zone."""

Row = Mapping[Column, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One list.

    Attributes:
        name: of the list, and so of its file.
        columns: in their order; a row that lacks one has an empty cell there.
        titles: above the columns, in the reader's language.
        as_of: when it was made.
    """

    name: str
    columns: tuple[Column, ...]
    titles: Mapping[Column, str]
    rows: Sequence[Row]
    as_of: datetime


def minute_cell(minute: Minute | None, zone: ZoneInfo) -> date | None:
    """A minute as the site's clock shows it; a day's first minute is the day."""
    if minute is None:
        return None
    local = at_zone(minute, zone)
    if minute == start_of(local.date(), zone):
        return local_day(minute, zone)
    return datetime(local.year, local.month, local.day, local.hour, local.minute)  # noqa: DTZ001  the row names its zone


def moment_cell(moment: datetime | None, zone: ZoneInfo) -> date | None:
    """An instant as the site's clock shows it, to the minute."""
    return None if moment is None else minute_cell(to_minute(moment), zone)


def span_cell(span: Span | None, voice: Voice) -> Cell:
    """As exactly as it is known: a minute, a day, or in words from one day to another."""
    if span is None:
        return None
    if not span.coarse:
        return minute_cell(span.earliest, voice.zone)
    day = local_day(span.earliest, voice.zone)
    return day if span == day_span(day, voice.zone) else voice.when(span)
