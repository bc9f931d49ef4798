"""What a hospital's own calendar must be told, worked out from two sets of bytes."""

from dataclasses import replace

import pytest
from icalendar import Calendar

from calendars.checks.lint import lint
from calendars.feeds.pushed import There, Wanted, changes_between, event_there, events_in_feed
from tests.unit.calendars.golden_feeds import FOLDER

GOLDEN = sorted(path.stem for path in FOLDER.glob("*.ics"))
STRANGER = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20260315T020000Z\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def feed(name: str) -> bytes:
    return (FOLDER / f"{name}.ics").read_bytes()


def held(wanted: Wanted, number: int = 0, etag: str = '"1"') -> There:
    there = event_there(wanted.octets.decode(), f"/{wanted.uid}-{number}.ics", etag)
    assert there is not None
    return there


@pytest.mark.parametrize("name", GOLDEN)
def test_each_event_stands_alone_with_the_zone_that_it_names(name: str) -> None:
    wanted = events_in_feed(feed(name))

    assert set(wanted) == {str(e["UID"]) for e in Calendar.from_ical(feed(name)).walk("VEVENT")}
    for event in wanted.values():
        assert lint(event.octets) == ()
        alone = Calendar.from_ical(event.octets)
        zone = alone.walk("VEVENT")[0]["DTSTART"].params.get("TZID")
        assert [str(each["TZID"]) for each in alone.walk("VTIMEZONE")] == ([zone] if zone else [])


def test_what_is_there_as_it_is_wanted_is_left_as_it_is() -> None:
    wanted = events_in_feed(feed("whole-path"))
    changes = changes_between(wanted, map(held, wanted.values()), ["CN01-007"])

    assert (changes.puts, changes.removals, changes.unchanged) == ((), (), len(wanted))


def test_a_server_may_write_an_event_in_its_own_way() -> None:
    """Another order, another moment of writing, the moment in UTC: the reader sees the same."""
    wanted = events_in_feed(feed("whole-path"))
    event = wanted["CN01-007.infusion@dayzero"]
    text = event.octets.decode()
    stamp = text.partition("DTSTAMP:")[2][:16]
    lines = text.replace(f"DTSTAMP:{stamp}", "DTSTAMP:20270101T000000Z")
    lines = lines.replace("DTSTART;TZID=Asia/Shanghai:20260415T100000", "DTSTART:20260415T020000Z")
    assert lines.count("20260415T020000Z") == 1
    there = event_there(lines, "/a.ics", "")

    assert there is not None
    assert there.meaning == event.meaning


def test_a_second_copy_of_an_event_is_removed() -> None:
    wanted = events_in_feed(feed("nothing-fixed"))
    (event,) = wanted.values()
    changes = changes_between(wanted, [held(event, 2), held(event, 1)], ["CN01-007"])

    assert [copy.address for copy in changes.removals] == [f"/{event.uid}-2.ics"]
    assert changes.puts == ()


@pytest.mark.parametrize(
    ("subjects", "removed"),
    [(["CN01-007"], True), (["CN01-00"], False), (["CN01-008"], False), ([], False)],
)
def test_only_events_of_the_subjects_that_are_pushed_are_removed(
    subjects: list[str], removed: bool
) -> None:
    there = held(next(iter(events_in_feed(feed("nothing-fixed")).values())))

    assert bool(changes_between({}, [there], subjects).removals) is removed


def test_what_is_booked_is_written_before_what_is_computed() -> None:
    wanted = events_in_feed(feed("whole-path"))

    puts = changes_between(wanted, [], ["CN01-007"]).puts

    firm = ["STATUS:TENTATIVE" not in put.octets.decode() for put in puts]
    assert firm == sorted(firm, reverse=True)
    assert {True, False} == set(firm)


def test_a_changed_event_replaces_the_version_that_was_read() -> None:
    wanted = events_in_feed(feed("nothing-fixed"))
    (event,) = wanted.values()
    there = replace(held(event, etag='"7"'), meaning=("moved",))
    (put,) = changes_between(wanted, [there], ["CN01-007"]).puts

    assert put.over is there


@pytest.mark.parametrize(
    "data",
    [
        STRANGER.format(uid="meeting@ward.example"),
        STRANGER.format(uid="about@dayzero.example"),
        "@dayzero, but no calendar",
        STRANGER.format(uid="x@dayzero").replace("VEVENT", "VTODO"),
    ],
)
def test_what_is_not_ours_is_not_seen(data: str) -> None:
    assert event_there(data, "/meeting.ics", "") is None
