"""The bytes of a feed, and each trap of the library that writes them."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vText

from calendars.checks.lint import lint
from calendars.feeds.feed import (
    Whose,
    event_component,
    head_component,
    plain,
    render_feed,
    written,
)
from calendars.feeds.variants import Variant, uid_of
from calendars.feeds.zones import timezone_component
from models.disclosure import Disclosure
from models.reasons.calendar.places import AtSite
from models.reasons.calendar.titles import VisitTitle
from models.schedule import Entry, EntryStatus, PublishedEntry
from models.timeline.values import StepState
from tests.unit.calendars.golden_feeds import published, whole_path
from tests.unit.calendars.said_entries import words
from tests.unit.timeline.plan_builder import SHANGHAI, first
from wording.calendars import feed_words

WHOSE = Whose("subject", "CN01-007")
WRITE_A_FEED = """
import sys
from tests.unit.calendars.golden_feeds import FEEDS
sys.stdout.buffer.write(b"".join(build() for build in FEEDS.values()))
"""


def an_entry(**facts: Any) -> Entry:
    return Entry(
        **{
            "subject": "CN01-007",
            "key": "infusion",
            "step": "infusion",
            "status": EntryStatus.CONFIRMED,
            "title": words("CN01-007 infusion (D0): booked"),
            "about": (words("…"),),
            "starts": first("2026-04-15T10:00+08:00"),
            "ends": first("2026-04-15T11:00+08:00"),
            **facts,
        }
    )


def a_line(sequence: int = 0, **facts: Any) -> PublishedEntry:
    day = first("2026-03-10T08:00+08:00")
    return PublishedEntry(entry=an_entry(**facts), sequence=sequence, created=day, revised=day)


def feed_of(*lines: PublishedEntry, subject: str = "CN01-007") -> bytes:
    """As its entries word it, with all that a link may ask for."""
    return render_feed(subject, lines, SHANGHAI, ceiling=Disclosure.TREATMENT)


def unfolded(raw: bytes) -> list[str]:
    return raw.decode().replace("\r\n ", "").split("\r\n")


def test_the_joined_bytes_are_those_of_the_whole_calendar_built_at_once() -> None:
    lines = published(whole_path())
    whole = head_component(WHOSE, "Asia/Shanghai", Variant())
    whole.add_component(timezone_component("Asia/Shanghai"))
    for line in sorted(lines, key=lambda line: uid_of(line.entry)):
        whole.add_component(event_component(line))

    assert render_feed("CN01-007", lines, SHANGHAI) == whole.to_ical()


def test_the_order_of_the_entries_does_not_matter() -> None:
    lines = published(whole_path())
    assert render_feed("CN01-007", lines[::-1], SHANGHAI) == render_feed(
        "CN01-007", lines, SHANGHAI
    )


def test_another_process_with_another_hash_seed_writes_the_same_bytes() -> None:
    feeds = {
        subprocess.run(  # noqa: S603 - our own interpreter and our own text
            [sys.executable, "-c", WRITE_A_FEED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(feeds) == 1


def test_an_event_is_serialised_once_for_one_revision() -> None:
    written.cache_clear()
    feed_of(a_line())
    feed_of(a_line())  # an equal line that was read anew, not the same object
    assert (written.cache_info().misses, written.cache_info().hits) == (1, 1)


def test_a_text_that_changed_within_one_minute_is_written_anew() -> None:
    assert b"DESCRIPTION:before" in feed_of(a_line(title=words("before")))
    assert b"DESCRIPTION:after" in feed_of(a_line(title=words("after")))


# The traps of icalendar 7.3, in the order in which they are known


def test_trap_1_the_calendar_has_no_uid_and_no_method() -> None:
    head = unfolded(feed_of(a_line()))[: unfolded(feed_of(a_line())).index("BEGIN:VTIMEZONE")]
    assert not [line for line in head if line.startswith(("UID", "METHOD", "SOURCE"))]


def test_trap_2_a_uid_carries_no_parameters_of_another_property() -> None:
    predecessor = event_component(a_line(key="conditioning_end"))
    successor = event_component(a_line())
    successor.add("RELATED-TO", predecessor["UID"], parameters={"RELTYPE": "FINISHTOSTART"})
    calendar = head_component(WHOSE, "Asia/Shanghai", Variant())
    for component in (timezone_component("Asia/Shanghai"), predecessor, successor):
        calendar.add_component(component)

    assert [fault.path for fault in lint(calendar.to_ical())] == [
        "VEVENT CN01-007.conditioning_end@dayzero.UID"
    ]


def test_trap_3_a_name_is_escaped_and_cannot_inject_a_line() -> None:
    raw = feed_of(a_line(), subject="A,B;C\nMETHOD:PUBLISH\r\nX:y")
    assert "NAME:Day Zero A\\,B\\;C\\nMETHOD:PUBLISH\\nX:y" in unfolded(raw)
    assert not [line for line in unfolded(raw) if line.startswith(("METHOD", "X:"))]
    assert lint(raw) == ()


def test_trap_4_the_refresh_interval_says_that_it_is_a_duration() -> None:
    lines = unfolded(feed_of(a_line()))
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert "X-PUBLISHED-TTL:PT1H" in lines


def test_trap_5_each_zone_stands_once_sorted_and_without_a_comment() -> None:
    raw = feed_of(
        a_line(key="a", zone="Europe/Berlin"), a_line(key="b"), a_line(key="c", zone="Asia/Tokyo")
    )
    zones = [str(zone["TZID"]) for zone in Calendar.from_ical(raw).walk("VTIMEZONE")]
    assert zones == ["Asia/Shanghai", "Asia/Tokyo", "Europe/Berlin"]
    assert b"COMMENT" not in raw


def test_trap_6_the_uid_and_the_stamps_are_those_of_the_revision() -> None:
    line = replace(a_line(sequence=4), revised=first("2026-03-12T23:59+08:00"))
    lines = unfolded(feed_of(line))
    assert "UID:CN01-007.infusion@dayzero" in lines
    assert "SEQUENCE:4" in lines
    assert "DTSTAMP:20260312T155900Z" in lines
    assert "LAST-MODIFIED:20260312T155900Z" in lines
    assert "CREATED:20260310T000000Z" in lines


TEXTS = st.text(st.characters(exclude_categories=[]), max_size=200) | st.text(
    "，。洗脱期ab ,;\\nN\n"
)


@given(summary=TEXTS, description=TEXTS, location=TEXTS)
def test_trap_7_whatever_the_text_the_lint_finds_nothing(
    summary: str, description: str, location: str
) -> None:
    line = a_line(title=words(summary), about=(words(description),), place=words(location))
    assert lint(feed_of(line)) == ()


def test_trap_8_a_zone_whose_changes_the_library_would_put_an_hour_late_is_our_own() -> None:
    daylight = timezone_component("Europe/Berlin").walk("DAYLIGHT")[0]
    assert (
        daylight["DTSTART"].to_ical() == b"20090329T020000"
    )  # 02:00 on the clock before the change


def test_trap_9_a_local_time_carries_the_zone_that_was_asked_for() -> None:
    raw = feed_of(a_line(zone="PRC"))  # a synonym of Asia/Shanghai
    assert "DTSTART;TZID=PRC:20260415T100000" in unfolded(raw)
    assert lint(raw) == ()


# What an event says


@given(text=TEXTS)
def test_a_text_comes_back_as_it_was_sent(text: str) -> None:
    about = (words(text),) if text else ()
    [event] = Calendar.from_ical(feed_of(a_line(about=about))).walk("VEVENT")
    title = "CN01-007 infusion (D0): booked"
    told = "First published, computed 10 March 2026 08:00.\n" + feed_words("en").truth
    lines = (title, text, told) if text else (title, told)
    assert str(event["DESCRIPTION"]) == plain("\n".join(lines))


def test_plain_text_keeps_line_ends_and_drops_what_breaks_readers() -> None:
    assert plain("a\r\nb\rc\nd") == "a\nb\nc\nd"
    assert plain("a\x00\x07\x0b\x1e\x85\u2028\u2029\ud800b") == "ab"
    assert plain("n\\n") == "n/n"
    assert plain("回输（D−5）👩🏽‍⚕️") == "回输（D−5）👩🏽‍⚕️"


def test_a_long_chinese_line_is_folded_between_characters_at_75_octets() -> None:
    raw = feed_of(a_line(about=(words("回输前妊娠试验" * 40),)))
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    for line in raw.split(b"\r\n"):
        line.decode()  # raises inside a character


def test_a_day_ends_on_the_day_after_its_last() -> None:
    band = a_line(
        starts=None, ends=None, first_day=date(2026, 2, 27), last_day=date(2026, 2, 28), busy=False
    )
    lines = unfolded(feed_of(band))
    assert "DTSTART;VALUE=DATE:20260227" in lines
    assert "DTEND;VALUE=DATE:20260301" in lines
    assert "BEGIN:VTIMEZONE" not in lines  # no time, so no zone to tell


@pytest.mark.parametrize(
    ("busy", "transp", "status"), [(True, "OPAQUE", "BUSY"), (False, "TRANSPARENT", "FREE")]
)
def test_outlook_and_the_others_are_told_alike_whether_time_is_taken(
    *, busy: bool, transp: str, status: str
) -> None:
    lines = unfolded(feed_of(a_line(busy=busy)))
    assert f"TRANSP:{transp}" in lines
    assert f"X-MICROSOFT-CDO-BUSYSTATUS:{status}" in lines


def test_categories_are_separate_values() -> None:
    assert "CATEGORIES:Day Zero,Visit" in unfolded(feed_of(a_line()))


def test_no_event_carries_what_a_feed_leaves_out() -> None:
    names = {line.partition(":")[0].partition(";")[0] for line in unfolded(feed_of(a_line()))}
    assert not names & {"ORGANIZER", "ATTENDEE", "CLASS", "LINK", "CONCEPT", "X-ALT-DESC", "METHOD"}


def test_a_step_and_a_site_that_the_data_have_lost_are_told_by_their_ids() -> None:
    title = VisitTitle(subject="CN01-007", step="biopsy", time=1, state=StepState.BOOKED)
    line = a_line(key="biopsy", step="biopsy", title=title, place=AtSite(site="DE01"))
    for ceiling in (Disclosure.NOTHING, Disclosure.TREATMENT):
        told = unfolded(render_feed("CN01-007", [line], SHANGHAI, ceiling=ceiling))
        assert "SUMMARY:biopsy ● CN01-007" in told
        assert "LOCATION:DE01" in told


# Moments that a zone cannot name


@pytest.mark.parametrize(
    ("starts", "zone", "written"),
    [
        ("2026-04-15T10:00+08:00", "Asia/Shanghai", "DTSTART;TZID=Asia/Shanghai:20260415T100000"),
        ("2026-04-15T10:00+08:00", "UTC", "DTSTART:20260415T020000Z"),
        (
            "2026-10-25T02:30+02:00",
            "Europe/Berlin",
            "DTSTART:20261025T003000Z",
        ),  # ends in the second 02:30
        (
            "2026-10-25T02:30+01:00",
            "Europe/Berlin",
            "DTSTART:20261025T013000Z",
        ),  # the second 02:30 itself
        (
            "1990-07-01T10:00+09:00",
            "Asia/Shanghai",
            "DTSTART:19900701T010000Z",
        ),  # China had summer time
    ],
)
def test_a_moment_that_the_zone_does_not_name_goes_out_in_utc(
    starts: str, zone: str, written: str
) -> None:
    start = first(starts, ZoneInfo(zone))
    raw = feed_of(a_line(starts=start, ends=start + 60, zone=zone))
    assert written in unfolded(raw)
    assert lint(raw) == ()


# UIDs


def test_a_uid_shows_neither_a_facts_id_nor_a_strange_character() -> None:
    washout = uid_of(an_entry(key="washout.EX-03.2.MRN 4711"))
    assert washout.startswith("CN01-007.washout.")
    assert "4711" not in washout
    assert uid_of(an_entry(subject="张\n1")) == "%E5%BC%A0%0A1.infusion@dayzero"


def test_two_washouts_have_two_uids() -> None:
    keys = ("washout.EX-03.2.f3", "washout.EX-03.2.f4", "washout.EX-05.f3", "washout.EX-05")
    assert len({uid_of(an_entry(key=key)) for key in keys}) == len(keys)


def test_the_name_of_a_calendar_is_wrapped_before_the_library_sees_it() -> None:
    head = head_component(WHOSE, "Asia/Shanghai", Variant("zh"))
    assert all(isinstance(head[name], vText) for name in ("NAME", "X-WR-CALNAME", "X-WR-CALDESC"))
