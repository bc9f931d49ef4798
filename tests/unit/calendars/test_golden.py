"""The golden feeds: our bytes do not drift, and four strangers read them as we mean them."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import ics
import pytest
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from calendars.checks.lint import lint
from calendars.feeds.texts import summary_in
from calendars.feeds.variants import Variant, uid_in, when_in
from models.disclosure import Disclosure
from models.moments import at_zone
from models.schedule import Entry, PublishedEntry
from tests.unit.calendars.golden_feeds import (
    FEEDS,
    FOLDER,
    SUBSCRIBED,
    in_berlin,
    moved_and_cancelled,
    published,
    whole_path,
    withdrawn,
)
from tests.unit.timeline.plan_builder import SHANGHAI, a_plan, a_step

Reading = Mapping[str, tuple[date | datetime, str]]
"""UID to start, a day or a moment in UTC, and summary."""

GOLDEN = sorted(FOLDER.glob("*.ics"))


def by_icalendar(text: str) -> Reading:
    events = Calendar.from_ical(text).walk("VEVENT")
    return {str(e["UID"]): (_start(e.decoded("DTSTART")), str(e["SUMMARY"])) for e in events}


def by_ical(text: str) -> Reading:
    events = IcsCalendarStream.calendar_from_ics(text).events
    return {str(e.uid): (_start(e.dtstart), str(e.summary)) for e in events}


def by_ics(text: str) -> Reading:
    return {
        e.uid: (e.begin.date() if e.all_day else _start(e.begin.datetime), e.name)
        for e in ics.Calendar(text).events
    }


def by_vobject(text: str) -> Reading:
    events = vobject.readOne(text).vevent_list
    return {e.uid.value: (_start(e.dtstart.value), e.summary.value) for e in events}


def by_recurring_ical_events(text: str) -> Reading:
    found = recurring_ical_events.of(Calendar.from_ical(text)).between(
        date(2026, 1, 1), date(2030, 1, 1)
    )
    return {str(e["UID"]): (_start(e.decoded("DTSTART")), str(e["SUMMARY"])) for e in found}


READERS: tuple[Callable[[str], Reading], ...] = (
    by_icalendar,
    by_ical,
    by_ics,
    by_vobject,
    by_recurring_ical_events,
)


def _start(value: Any) -> date | datetime:
    return value.astimezone(UTC) if isinstance(value, datetime) else date.fromisoformat(str(value))


def as_meant(lines: tuple[PublishedEntry, ...], variant: Variant) -> Reading:
    entries = [line.entry for line in lines]
    return {
        uid_in(entry, variant): (_meant(when_in(entry, variant)), summary_in(entry, variant))
        for entry in entries
    }


def _meant(entry: Entry) -> date | datetime:
    if entry.starts is None:
        return date.fromisoformat(str(entry.first_day))
    local = at_zone(entry.starts, SHANGHAI)
    return datetime.fromtimestamp(local.timestamp(), tz=UTC)


def test_every_feed_that_the_builder_knows_is_kept_and_no_other() -> None:
    assert {path.stem for path in GOLDEN} == set(FEEDS)


@pytest.mark.parametrize("name", sorted(FEEDS))
def test_the_same_plan_gives_the_kept_bytes(name: str) -> None:
    assert FEEDS[name]() == (FOLDER / f"{name}.ics").read_bytes()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_our_own_lint_finds_nothing(path: Any) -> None:
    assert lint(path.read_bytes()) == ()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("whole-path", published(whole_path())),
        ("whole-path-zh", published(whole_path())),
        ("moved-and-cancelled", published(whole_path(), moved_and_cancelled())),
        ("berlin", published(in_berlin())),  # one visit on either side of summer time
        ("nothing-fixed", published(a_plan(a_step("consent", floats=True, proposed="2026-03-11")))),
        ("withdrawn", published(withdrawn())),
    ],
)
def test_a_foreign_reader_sees_each_event_as_it_is_meant(
    reader: Callable[[str], Reading], name: str, lines: tuple[PublishedEntry, ...]
) -> None:
    text = (FOLDER / f"{name}.ics").read_bytes().decode()
    assert reader(text) == as_meant(lines, Variant("zh" if name.endswith("zh") else "en"))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("site-both-languages", Variant("both")),
        ("coordinator-codes", Variant(detail="code")),
        ("study-busy", Variant(detail="busy", secret="of this link")),  # noqa: S106  a golden file's own
        ("treatment", Variant(ceiling=Disclosure.TREATMENT)),
        ("horizon", Variant()),
    ],
)
def test_a_foreign_reader_sees_each_scope_and_variant_as_it_is_meant(
    reader: Callable[[str], Reading], name: str, variant: Variant
) -> None:
    raw, shown = SUBSCRIBED[name]()
    assert reader(raw.decode()) == as_meant(tuple(shown), variant)
