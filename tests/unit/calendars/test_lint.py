"""Each rule of our lint catches its mutation of a good feed, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.checks.lint import FORBIDDEN, lint
from tests import refusals
from tests.unit.calendars.golden_feeds import FOLDER

GOOD = (FOLDER / "whole-path-zh.ics").read_bytes()
INFUSION = "VEVENT CN01-007.infusion@dayzero"
LINES = GOOD.count(b"\r\n")
FIRST_EVENT_ENDS = GOOD[: GOOD.index(b"END:VEVENT")].count(b"\r\n") + 1
LONG = b"X-LONG:" + b"a" * 69 + b"\r\n"  # 76 octets


def changed(old: bytes, new: bytes, count: int = 1) -> bytes:
    assert old in GOOD, "the mutation would not change the feed"
    return GOOD.replace(old, new, count)


def in_infusion(old: bytes, new: bytes) -> bytes:
    """Change the infusion's event only."""
    events = GOOD.split(b"BEGIN:VEVENT\r\n")
    mutated = [
        event.replace(old, new, 1) if b"UID:CN01-007.infusion@" in event else event
        for event in events
    ]
    assert mutated != events, "the mutation would not change the feed"
    return b"BEGIN:VEVENT\r\n".join(mutated)


def test_a_good_feed_has_no_fault() -> None:
    assert lint(GOOD) == ()


MUTATIONS = [
    # form of the lines
    (GOOD.replace(b"\r\n", b"\n"), "line 1", "bare CR or LF"),
    (changed(b"VERSION:2.0\r\n", b"VERSION:2.0\n"), "line 2", "bare CR or LF"),
    (GOOD.removesuffix(b"\r\n"), "end", "does not end with CRLF"),
    (changed(b"CALSCALE", LONG + b"CALSCALE"), "line 4", "76 octets"),
    (changed(b"CALSCALE", b"\r\nCALSCALE"), "line 4", "empty line"),
    (changed("计划".encode(), "计划".encode()[:-1]), "line 5", "not valid UTF-8"),
    (changed("计划".encode(), b"\xe8\xae\r\n \xa1\xe5\x88\x92"), "line 6", "inside a character"),
    (changed(b"NAME:Day", b"NAME:D\x07ay"), "line 9", "control character"),
    (changed(b"NAME:Day", "NAME:D\x85ay".encode()), "line 9", "control character"),
    (b"\xef\xbb\xbf" + GOOD, "line 1", "byte-order mark"),
    (b" " + GOOD, "line 1", "begins with a fold"),
    (changed(b"CALSCALE:GREGORIAN", b"CALSCALE"), "line 4", "not a content line"),
    (changed(b"CALSCALE:", b"CALSCALE;X=a;:"), "line 4", "not a content line"),
    # nesting
    (changed(b"END:VEVENT\r\n", b""), f"line {LINES - 1}", "END:VCALENDAR closes nothing"),
    (
        changed(b"BEGIN:VEVENT\r\n", b""),
        f"line {FIRST_EVENT_ENDS - 1}",
        "END:VEVENT closes nothing",
    ),
    (GOOD.replace(b"END:VCALENDAR\r\n", b""), "line 1", "BEGIN:VCALENDAR has no END"),
    (GOOD + GOOD, "feed", "one VCALENDAR"),
    (GOOD + b"X-AFTER:1\r\n", "line", "stands outside of a component"),
    (b"", "feed", "one VCALENDAR"),
    # the calendar
    (changed(b"VERSION:2.0\r\n", b""), "VCALENDAR.VERSION", "is required"),
    (changed(b"VERSION:2.0", b"VERSION:1.0"), "VCALENDAR.VERSION", "is 2.0"),
    (changed(b"PRODID", b"X-PRODID"), "VCALENDAR.PRODID", "is required"),
    (changed(b"CALSCALE", b"METHOD:PUBLISH\r\nCALSCALE"), "VCALENDAR.METHOD", "scheduling"),
    (changed(b"CALSCALE", b"UID:1\r\nCALSCALE"), "VCALENDAR 1.UID", "one item"),
    (changed(b"INTERVAL;VALUE=DURATION", b"INTERVAL"), "REFRESH-INTERVAL", "VALUE=DURATION"),
    (changed(b"TTL:PT1H", b"TTL:1 hour"), "X-PUBLISHED-TTL", "not a duration"),
    (changed(b"TTL:PT1H", b"TTL:P"), "X-PUBLISHED-TTL", "not a duration"),
    (changed(b"CALSCALE", b"CALSCALE:GREGORIAN\r\nCALSCALE"), "CALSCALE", "more than once"),
    (changed(b"\r\nNAME:Day", b"\r\nNAME:A, Day"), "VCALENDAR.NAME", "not escaped"),
    (changed(b"CALNAME:Day", b"CALNAME:A; Day"), "VCALENDAR.X-WR-CALNAME", "not escaped"),
    (changed(b"CALNAME:Day", b"CALNAME:\\Day"), "VCALENDAR.X-WR-CALNAME", "not escaped"),
    # zones
    (
        changed(b"TZID:Asia/Shanghai", b"TZID:Asia/Tokyo"),
        f"{INFUSION}.DTSTART",
        "TZID Asia/Shanghai has no VTIMEZONE",
    ),
    (
        changed(b"BEGIN:STANDARD", b"COMMENT:until 2038\r\nBEGIN:STANDARD"),
        "VTIMEZONE Asia/Shanghai.COMMENT",
        "strict readers",
    ),
    (changed(b"TZOFFSETTO:+0800\r\n", b""), "STANDARD.TZOFFSETTO", "is required"),
    (changed(b"TZOFFSETTO:+0800", b"TZOFFSETTO:8"), "STANDARD.TZOFFSETTO", "not an offset"),
    (changed(b"TZOFFSETTO:+0800", b"TZOFFSETTO:-0000"), "STANDARD.TZOFFSETTO", "not an offset"),
    (
        changed(
            b"BEGIN:VEVENT",
            b"BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT",
        ),
        "VTIMEZONE Asia/Shanghai",
        "2 times",
    ),
    (
        changed(b"BEGIN:VEVENT", b"BEGIN:VTIMEZONE\r\nTZID:A\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"),
        "VTIMEZONE A",
        "neither STANDARD nor DAYLIGHT",
    ),
    # events
    (changed(b"UID:CN01-007.apheresis@dayzero\r\n", b""), "VEVENT.UID", "is required"),
    (in_infusion(b"DTSTAMP:20260310T000000Z\r\n", b""), f"{INFUSION}.DTSTAMP", "is required"),
    (changed(b"apheresis@dayzero", b"consent@dayzero"), "consent@dayzero.UID", "names 2 events"),
    (in_infusion(b"UID:", b"UID;RELTYPE=PARENT:"), f"{INFUSION}.UID", "another property"),
    (in_infusion(b"SEQUENCE:0", b"SEQUENCE:-1"), f"{INFUSION}.SEQUENCE", "zero or more"),
    (in_infusion(b"SEQUENCE:0", b"SEQUENCE:1.5"), f"{INFUSION}.SEQUENCE", "zero or more"),
    (in_infusion(b"SEQUENCE:0", "SEQUENCE:１".encode()), f"{INFUSION}.SEQUENCE", "zero or more"),
    (
        in_infusion(b"SEQUENCE:0", b"SEQUENCE:0\r\nSEQUENCE:1"),
        f"{INFUSION}.SEQUENCE",
        "more than once",
    ),
    (in_infusion(b"00Z\r\nUID", b"00\r\nUID"), f"{INFUSION}.DTSTAMP", "moment in UTC"),
    (
        in_infusion(b"CREATED:20260310", b"CREATED:20260231"),
        f"{INFUSION}.CREATED",
        "not a moment of the calendar",
    ),
    (in_infusion(b"STATUS:CONFIRMED", b"STATUS:BOOKED"), f"{INFUSION}.STATUS", "is one of"),
    (in_infusion(b"TRANSP:OPAQUE", b"TRANSP:BUSY"), f"{INFUSION}.TRANSP", "is one of"),
    (
        in_infusion(b"DTSTART;TZID=Asia/Shanghai", b"DTSTART"),
        f"{INFUSION}.DTSTART",
        "either a TZID or a Z",
    ),
    (
        in_infusion(b"Shanghai:20260415T100000", b"Shanghai:20260415T100000Z"),
        f"{INFUSION}.DTSTART",
        "either a TZID or a Z",
    ),
    (
        in_infusion(b";TZID=Asia/Shanghai:20260415T100000", b":20260415"),
        f"{INFUSION}.DTSTART",
        "needs VALUE=DATE",
    ),
    (
        in_infusion(b"Shanghai:20260415T100000", b"Shanghai;VALUE=DATE:20260415"),
        f"{INFUSION}.DTSTART",
        "has no TZID",
    ),
    (
        in_infusion(b"DTSTART;TZID", b"DTSTART;VALUE=DATE;TZID"),
        f"{INFUSION}.DTSTART",
        "a moment and not a DATE",
    ),
    (
        in_infusion(b"20260415T100000", b"20260431T100000"),
        f"{INFUSION}.DTSTART",
        "not a day of the calendar",
    ),
    (
        in_infusion(b"20260415T100000", b"15 April"),
        f"{INFUSION}.DTSTART",
        "neither a day nor a moment",
    ),
    (in_infusion(b"20260415T140000", b"20260415T100000"), f"{INFUSION}.DTEND", "not after"),
    (
        in_infusion(b"DTEND;TZID=Asia/Shanghai:20260415T140000", b"DTEND:20260415T015959Z"),
        f"{INFUSION}.DTEND",
        "not after",
    ),
    (
        in_infusion(b"DTEND;TZID=Asia/Shanghai:20260415T140000", b"DTEND;VALUE=DATE:20260416"),
        f"{INFUSION}.DTEND",
        "not of the same kind",
    ),
    (
        changed(b"DTEND;VALUE=DATE:20260416", b"DTEND;VALUE=DATE:20260412"),
        "test_infusion.window@dayzero.DTEND",
        "not after",
    ),
    (in_infusion(b"STATUS", b"ATTENDEE:mailto:a@b\r\nSTATUS"), f"{INFUSION}.ATTENDEE", "nobody"),
    (in_infusion(b"STATUS", b"ORGANIZER:mailto:a@b\r\nSTATUS"), f"{INFUSION}.ORGANIZER", "nobody"),
    (in_infusion(b"STATUS", b"CLASS:PRIVATE\r\nSTATUS"), f"{INFUSION}.CLASS", "Busy"),
    (in_infusion(b"LOCATION:", b"LOCATION:a,"), f"{INFUSION}.LOCATION", "not escaped"),
    # nothing left
    (
        GOOD[: GOOD.index(b"BEGIN:VTIMEZONE")] + b"END:VCALENDAR\r\n",
        "VCALENDAR",
        "holds no event",
    ),
]


@pytest.mark.parametrize(("raw", "path", "sentence"), MUTATIONS, ids=range(len(MUTATIONS)))
def test_a_mutation_is_caught_at_its_place(raw: bytes, path: str, sentence: str) -> None:
    faults = lint(raw)
    assert [f for f in faults if path in f.path and sentence in refusals.said(f.reason)], faults


@pytest.mark.parametrize("name", sorted(FORBIDDEN["VEVENT"]))
def test_whatever_an_event_must_not_carry_is_caught(name: str) -> None:
    faults = lint(in_infusion(b"STATUS", name.encode() + b":x\r\nSTATUS"))
    assert [fault.path for fault in faults] == [f"{INFUSION}.{name}"]


@pytest.mark.parametrize(("name", "value"), [("SOURCE", "URI"), ("CONFERENCE", "URI")])
def test_a_property_that_must_name_its_type_is_caught_without(name: str, value: str) -> None:
    said = f"{name};VALUE={value}:https://a.example/\r\nCALSCALE".encode()
    assert lint(changed(b"CALSCALE", said)) == ()
    bare = f"{name}:https://a.example/\r\nCALSCALE".encode()
    [fault] = lint(changed(b"CALSCALE", bare))
    assert refusals.said(fault) == f"VCALENDAR.{name}: needs VALUE={value}"


def test_an_alarm_says_when_and_what() -> None:
    alarm = b"BEGIN:VALARM\r\nUID:a1\r\nEND:VALARM\r\nEND:VEVENT"
    paths = [fault.path for fault in lint(changed(b"END:VEVENT", alarm))]
    assert paths == ["VALARM a1.ACTION", "VALARM a1.TRIGGER", "VALARM a1.DESCRIPTION"]


def test_events_of_one_series_share_a_uid() -> None:
    series = in_infusion(b"SEQUENCE:0", b"RRULE:FREQ=DAILY;COUNT=2\r\nSEQUENCE:0")
    event = series[series.index(b"BEGIN:VEVENT") :].split(b"BEGIN:VEVENT\r\n")
    [infusion] = [part for part in event if b"UID:CN01-007.infusion@" in part]
    moved = b"RECURRENCE-ID;TZID=Asia/Shanghai:20260416T100000\r\n" + infusion
    both = series.replace(infusion, infusion + b"BEGIN:VEVENT\r\n" + moved)
    assert lint(both) == ()


def test_a_line_of_75_octets_passes() -> None:
    assert lint(changed(b"CALSCALE", LONG[1:] + b"CALSCALE")) == ()


def test_a_line_folded_at_nothing_but_spaces_passes() -> None:
    assert lint(in_infusion(b"LOCATION:", b"LOCATION:" + b" " * 60 + b"\r\n " + b" " * 70)) == ()


def test_every_fault_is_said_with_its_place() -> None:
    raw = in_infusion(b"SEQUENCE:0", b"SEQUENCE:-1").replace(b"VERSION:2.0", b"VERSION:3.0")

    assert [refusals.said(fault) for fault in lint(raw)] == [
        "VCALENDAR.VERSION: is 2.0",
        "VEVENT CN01-007.infusion@dayzero.SEQUENCE: is a whole number, zero or more",
    ]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_lint(noise: bytes) -> None:
    assert lint(noise) != ()


@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=6), st.integers(0, 20))
def test_no_damage_breaks_the_lint(where: int, noise: bytes, lost: int) -> None:
    assert isinstance(lint(GOOD[:where] + noise + GOOD[where + lost :]), tuple)


# Alarms

ALARM = b"""BEGIN:VALARM\r
UID:a1\r
ACTION:DISPLAY\r
TRIGGER:-P1D\r
DESCRIPTION:1 d before\r
END:VALARM\r
"""


def with_alarm(old: bytes = b"", new: bytes = b"", *, twice: bool = False) -> bytes:
    alarm = ALARM.replace(old, new) if old else ALARM
    return changed(b"END:VEVENT", alarm * (1 + twice) + b"END:VEVENT")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (with_alarm(b"TRIGGER:-P1D", b"TRIGGER:-1 day"), "VALARM a1.TRIGGER: is neither"),
        (
            with_alarm(b"TRIGGER:-P1D", b"TRIGGER;VALUE=DATE-TIME:20260415T020000"),
            "VALARM a1.TRIGGER: is neither",
        ),
        (with_alarm(b"DISPLAY", b"EMAIL"), "VALARM a1.ACTION: is one of DISPLAY"),
        (with_alarm(b"UID:a1\r\n", b""), "VALARM.UID: is required"),
        (with_alarm(twice=True), "VALARM a1.UID: names 2 alarms"),
    ],
)
def test_an_alarm_at_fault_is_named(raw: bytes, said: str) -> None:
    assert lint(with_alarm()) == ()
    [fault] = lint(raw)
    assert refusals.said(fault).startswith(said)


# Secrets and people

SECRET, MAIL, TELEPHONE = "secret", "e-mail", "telephone"
IDENTITY, LABEL = "identity number", "file number"
GIVEN_AWAY = [
    ("https://a.example/calendar/hJ2kkP0zQ5rT7uVwXyZ1aB3cD4eF6gH8iJ0kL2mN4oQ.ics", SECRET),
    ("hJ2kkP0zQ5rT7uVwXyZ1aB3cD4eF6gH8iJ0kL2mN4oQ", SECRET),
    ("https://nurse:hunter2@a.example/", SECRET),
    ("li.na@hospital.example.cn", MAIL),
    ("call 13912345678", TELEPHONE),
    ("+86 139 1234 5678", TELEPHONE),
    ("010-12345678", TELEPHONE),
    ("+49 30 1234567", TELEPHONE),
    ("110101199003071234", IDENTITY),
    ("11010119900307123X", IDENTITY),
    ("Patient name: Wang", LABEL),
    ("姓名：王", LABEL),
    ("MRN 4711", LABEL),
    ("date of birth", LABEL),
    ("dob 1990", LABEL),
    ("see ID card", LABEL),
    ("Passport: G1", LABEL),
    ("出生日期", LABEL),
    ("身份证：见附件", LABEL),
    ("病历号", LABEL),
    ("住院号 12", LABEL),
    ("护照", LABEL),
]
HARMLESS = [
    "CN01-007 infusion (D0): booked",
    "EX-03.2: certainly clear from 23 March 2026 09:01.",
    "NCT04684147 exclusion 3.5",
    "2026-03-09T10:00+08:00",
    "https://dayzero.example.org/subjects/CN01-007",
    "PATH-conditioning-course-of-three-days-before-the-infusion",
    "第28天访视",
    "passported adobe",  # a label is a word of its own
    "110101199013991234",  # eighteen digits, and no birthday in them
]


@pytest.mark.parametrize(("text", "what"), GIVEN_AWAY)
def test_what_gives_somebody_away_is_a_fault_at_its_place(text: str, what: str) -> None:
    faults = lint(in_infusion(b"LOCATION:", b"LOCATION:" + folded(text)))
    assert {fault.path for fault in faults} == {f"{INFUSION}.LOCATION"}
    assert what in refusals.said(faults[0].reason)
    assert text not in "".join(map(str, faults))  # what is said of a secret does not tell it


@pytest.mark.parametrize("text", HARMLESS)
def test_what_a_calendar_says_gives_nobody_away(text: str) -> None:
    assert lint(in_infusion(b"LOCATION:", b"LOCATION:" + folded(text))) == ()


def folded(text: str) -> bytes:
    """A text in short lines, with a fold behind it before the property goes on."""
    parts = [text[start : start + 20].encode() for start in range(0, len(text), 20)]
    return b"\r\n ".join([*parts, b" "])
