"""Every occurrence within some days, on the site's days and clock."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar.timezone import tzp

from calendars.imported.clock_gaps import before_its_end, minute_after
from calendars.imported.events import LONGEST_SUMMARY, AllDay, Timed, refused
from calendars.imported.parsing import LINE, MARK, Component, moments_in
from calendars.imported.repetition import MOST_STEPS, Rule, occurrences, read_rule, steps
from models.moments import end_of, start_of
from models.reasons.refusals.calendars.imported_calendars import ImportedFlaw, TooManyEvents

MOST_OCCURRENCES = 5_000
SURELY_TOO_MANY = 2 * MOST_OCCURRENCES  # the estimate is never too low, and may be a little high
_ONE_DAY = timedelta(days=1)
_NAMED_ONCE = "X-WR-TIMEZONE"


def name_one_zone(calendar: Component) -> ZoneInfo | None:
    """Spell the zone that some programs name once for all times as the expansion knows it."""
    named = calendar.pop(_NAMED_ONCE, None)
    zone = None if named is None else tzp.timezone(str(named))
    if not isinstance(zone, ZoneInfo):
        return None
    calendar[_NAMED_ONCE] = zone.key
    return zone


def expand(calendar: Component, source: str, first: date, last: date) -> list[Component]:
    """The events' occurrences from a day to another, both included, or a few more.

    Raises:
        InputRefused: if that would take too long, or are too many.
    """
    _refuse_too_often(calendar.walk("VEVENT"), source, first, last)
    # A day more at either end: the library asks in each event's own zone, we in the site's.
    query = recurring_ical_events.of(calendar)
    found: list[Component] = query.between(first - _ONE_DAY, last + 2 * _ONE_DAY)
    if len(found) > MOST_OCCURRENCES:
        raise refused(source, TooManyEvents(most=MOST_OCCURRENCES, first=first, last=last))
    return found


def _refuse_too_often(events: Iterable[Component], source: str, first: date, last: date) -> None:
    walked = found = 0
    for event in events:
        begins = event["DTSTART"].dt
        day = begins.date() if isinstance(begins, datetime) else begins
        found += len(moments_in(event, "RDATE"))
        for rule in _rules(event):
            walked += steps(rule, day, last)
            found += occurrences(rule, max(day, first), last)
        if found > SURELY_TOO_MANY or walked > MOST_STEPS:
            raise refused(source, ImportedFlaw.TOO_OFTEN, event[LINE])


def _rules(event: Component) -> Iterator[Rule]:
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        yield read_rule(rule.to_ical().decode())


def shown(
    found: Iterable[Component], zone: ZoneInfo, first: date, last: date
) -> Iterator[AllDay | Timed]:
    """The occurrences that touch a day from `first` to `last` at the site."""
    opens, closes = start_of(first, zone), end_of(last, zone)
    for event in found:
        said = _on_site(event, zone)
        if isinstance(said, AllDay) and said.first <= last and said.last >= first:
            yield said
        if isinstance(said, Timed) and said.starts <= closes and said.ends >= opens:
            yield said


def _on_site(event: Component, zone: ZoneInfo) -> AllDay | Timed:
    starts, ends = event["DTSTART"].dt, event["DTEND"].dt
    said = (_summary(event), _says(event, "TRANSP", "TRANSPARENT"), _word(event, MARK), event[LINE])
    if not isinstance(starts, datetime):
        return AllDay(starts, max(starts, ends - _ONE_DAY), *said)
    after = minute_after(ends, zone)
    return Timed(before_its_end(starts, after, zone), after, *said)


def cancelled(event: Component) -> bool:
    """Whether an occurrence does not take place."""
    return _says(event, "STATUS", "CANCELLED")


def withdraws(calendar: Component) -> bool:
    """Whether a calendar takes back the events that it names."""
    return _says(calendar, "METHOD", "CANCEL")


def _says(component: Component, name: str, word: str) -> bool:
    return _word(component, name) == word


def _word(component: Component, name: str) -> str:
    return str(component.get(name, "")).strip().upper()


def _summary(event: Any) -> str:
    """One printable line; empty where the event has no title."""
    title = event.get("SUMMARY", "")
    words = str(title[0] if isinstance(title, list) else title).split()
    return "".join(filter(str.isprintable, " ".join(words)))[:LONGEST_SUMMARY]
