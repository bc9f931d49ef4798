"""What a person is told of each fault of a calendar that no other test quotes."""

import pytest

from calendars.checks.content_lines import Property
from calendars.checks.lint import lint
from calendars.checks.private_data import faults_of_privacy
from calendars.checks.values import faults_of_value
from tests.refusals import said
from tests.unit.calendars.test_lint import GOOD, LONG, changed, in_infusion


def faults(raw: bytes) -> list[str]:
    return [said(fault.reason) for fault in lint(raw)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ORGANIZER", "does not belong here: a feed names nobody"),
        ("CLASS", "does not belong here: clients would show only “Busy”"),
        ("LINK", "does not belong here: clients do not know it"),
        ("X-ALT-DESC", "does not belong here: text twice is text that differs"),
    ],
)
def test_why_an_event_must_not_carry_a_property(name: str, sentence: str) -> None:
    assert faults(in_infusion(b"STATUS", name.encode() + b":x\r\nSTATUS")) == [sentence]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("METHOD", "does not belong here: a subscribed feed is not a scheduling message"),
        ("UID", "does not belong here: clients would take the whole feed for one item"),
    ],
)
def test_why_a_calendar_must_not_carry_a_property(name: str, sentence: str) -> None:
    assert faults(changed(b"CALSCALE", name.encode() + b":x\r\nCALSCALE")) == [sentence]


def test_a_long_line_is_told_with_its_octets() -> None:
    assert faults(changed(b"CALSCALE", LONG + b"CALSCALE")) == [
        "76 octets; at most 75 before it is folded"
    ]


def test_an_empty_line_is_told() -> None:
    assert "an empty line" in faults(changed(b"CALSCALE", b"\r\nCALSCALE"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ask li.na@hospital.cn", "holds an e-mail address; a feed names nobody"),
        (
            "病历号 12",
            "speaks of a name, a birth date or a file number; a feed names nobody",
        ),
    ],
)
def test_what_gives_somebody_away_is_told_and_not_repeated(text: str, sentence: str) -> None:
    item = Property(line=1, name="SUMMARY", parameters=(), value=text)
    assert [said(reason) for reason in faults_of_privacy(item)] == [sentence]


@pytest.mark.parametrize(
    ("component", "item", "sentence"),
    [
        ("STANDARD", ("TZOFFSETTO", (), "8"), "is not an offset like +0800"),
        (
            "VEVENT",
            ("DTSTART", (("VALUE", "DATE"), ("TZID", "Asia/Shanghai")), "20260415"),
            "is a day and has no TZID",
        ),
    ],
)
def test_what_is_wrong_with_a_value(
    component: str, item: tuple[str, tuple[tuple[str, str], ...], str], sentence: str
) -> None:
    name, parameters, value = item
    stated = Property(line=1, name=name, parameters=parameters, value=value)
    assert [said(reason) for reason in faults_of_value(component, stated)] == [sentence]


def test_an_event_that_ends_when_it_starts_is_told() -> None:
    raw = GOOD[: GOOD.index(b"BEGIN:VEVENT")] + (
        b"BEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20260415T020000Z\r\nDTSTART:20260415T020000Z\r\n"
        b"DTEND:20260415T020000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert "is not after DTSTART" in faults(raw)
