"""Broken calendars: each is refused in one sentence that says what to do."""

import pytest

from calendars.imported.text import LARGEST_CALENDAR_BYTES
from models.errors import InputRefused
from tests.refusals import said
from tests.unit.calendars.ics import SOURCE, ZONE_OF_ITS_OWN, event, ics, read

CLOSED = event("DTSTART;VALUE=DATE:20260518", "SUMMARY:病房关闭")


def refusal(raw: bytes) -> str:
    with pytest.raises(InputRefused) as caught:
        read(raw)
    assert len(caught.value.faults) == 1
    return said(caught.value)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is not a calendar: it does not begin with BEGIN:VCALENDAR"),
        (b"hello", "is not a calendar: it does not begin with BEGIN:VCALENDAR"),
        (b"PK\x03\x04 a zip", "is not a calendar: it does not begin with BEGIN:VCALENDAR"),
        (
            b"\r\n<!DOCTYPE html><title>404</title>",
            "is a web page, not a calendar; use the address of the .ics file itself",
        ),
        (
            "<html><form>请登录".encode(),
            (
                "is a web page, perhaps a login page, not a calendar;"
                " use the address of the .ics file itself"
            ),
        ),
        (ics(CLOSED).decode().encode("utf-16"), "is written in UTF-16; save it as UTF-8"),
        (ics(CLOSED).decode().encode("utf-16-le"), "is written in UTF-16; save it as UTF-8"),
        (b"x" * 50_000_000, "is larger than 2 MB; export a shorter period"),
        (b"x" * (LARGEST_CALENDAR_BYTES + 1), "is larger than 2 MB; export a shorter period"),
    ],
)
def test_what_is_no_calendar_is_told_by_what_it_is(raw: bytes, said: str) -> None:
    assert refusal(raw) == f"{SOURCE}: {said}"


def test_a_calendar_in_gbk_is_named_with_the_line_that_shows_it() -> None:
    raw = ics(CLOSED).decode().encode("gbk")

    assert refusal(raw) == (
        f"{SOURCE}, line 7: is not written in UTF-8 but in GBK; save it as UTF-8"
    )


def test_a_calendar_in_another_encoding_is_not_called_gbk() -> None:
    raw = ics(event("DTSTART;VALUE=DATE:20260518", "SUMMARY:fermé")).decode().encode("latin-1")

    assert "is not written in UTF-8 but in another encoding" in refusal(raw)


def test_a_calendar_that_is_cut_off_anywhere_says_so() -> None:
    raw = ics(CLOSED, event("DTSTART;VALUE=DATE:20260519", uid="2"))
    shortest, longest = len("BEGIN:VCALENDAR"), len(raw) - len("R\r\n")

    for kept in range(shortest, longest + 1):
        assert refusal(raw[:kept]) == (
            f"{SOURCE}: is cut off: END:VCALENDAR is missing; fetch it again"
        )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["SUMMARY:closed"], "line 4: this event has no DTSTART, so it is on no day"),
        (
            ["DTSTART:20260518T090000", "DTEND:20260518T080000"],
            "line 4: this event ends before it begins: DTEND is before DTSTART",
        ),
        (
            ["DTSTART;VALUE=DATE:20260518", "DTEND;VALUE=DATE:20260517"],
            "line 4: this event ends before it begins: DTEND is before DTSTART",
        ),
        (
            ["DTSTART;TZID=Asia/Shanghai:20260518T090000", "DTEND:20260518T080000"],
            "line 4: this event ends before it begins: DTEND is before DTSTART",
        ),
        (
            ["DTSTART:20260518T090000", "DURATION:-PT1H"],
            "line 4: this event ends before it begins: its DURATION is negative",
        ),
        (
            ["DTSTART;VALUE=DATE:20260518", "DTEND:20260518T080000"],
            "line 4: this event begins with a day and ends with a time",
        ),
        (
            ["DTSTART;TZID=Ward clock:20260518T090000"],
            "line 4: the time zone “Ward clock” is not known and the file does not describe it",
        ),
        (
            ["DTSTART:20260518T090000", "EXDATE;TZID=Mars/Olympus:20260518T090000"],
            "line 4: the time zone “Mars/Olympus” is not known and the file does not describe it",
        ),
        (["DTSTART:18 May 2026"], "line 4: DTSTART of this event cannot be read"),
        (["DTSTART:20260230T090000"], "line 4: DTSTART of this event cannot be read"),
        (
            ["DTSTART:20260518T090000", "DTSTART:20260519T090000"],
            "line 4: this event has more than one DTSTART",
        ),
        (
            ["DTSTART:16010101T000000"],
            "line 4: this event is outside the years 1900 to 2200",
        ),
        (
            ["DTSTART:20260518T090000", "closed all day"],
            "line 7: is no line of a calendar, such as SUMMARY:closed",
        ),
        (
            ["DTSTART:20260518T090000", "RRULE:FREQ=SECONDLY"],
            "line 7: the event repeats every second, which no site does",
        ),
        (
            ["DTSTART:20260518T090000", "RRULE:FREQ=MINUTELY;COUNT=3"],
            "line 7: the event repeats every minute, which no site does",
        ),
        (
            ["DTSTART:20260518T090000", "RRULE:FREQ=DAILY;INTERVAL=0"],
            "line 7: the repetition has an INTERVAL or COUNT below 1 and would never end",
        ),
        (
            ["DTSTART:20260518T090000", "RRULE:FREQ=FORTNIGHTLY"],
            "line 7: “FREQ=FORTNIGHTLY” is not a repetition such as FREQ=WEEKLY;BYDAY=FR",
        ),
        (
            ["DTSTART:20260518T090000", "RRULE:FREQ=DAILY;BYHOUR=99"],
            "line 7: “FREQ=DAILY;BYHOUR=99” is not a repetition such as FREQ=WEEKLY;BYDAY=FR",
        ),
        (
            ["DTSTART:20260518T090000", "RRULE:every Friday"],
            "line 7: “every Friday” is not a repetition such as FREQ=WEEKLY;BYDAY=FR",
        ),
        (
            ["DTSTART:20260518T090000", "EXRULE:FREQ=WEEKLY"],
            "line 7: EXRULE is no longer part of calendars; write the exceptions as EXDATE",
        ),
        (
            ["DTSTART:20260518T090000", "RRULE:FREQ=HOURLY"],
            "line 4: the event repeats too often to be read",
        ),
        (
            ["DTSTART:20260518T090000", "RRULE:FREQ=DAILY;BYMINUTE=0,5,10,15,20,25;BYHOUR=1,2,3"],
            "line 4: the event repeats too often to be read",
        ),
    ],
)
def test_a_broken_event_is_refused_at_its_line(lines: list[str], said: str) -> None:
    assert refusal(ics(event(*lines))) == f"{SOURCE}, {said}"


def test_the_line_is_that_of_the_event_and_not_of_an_earlier_one() -> None:
    raw = ics(CLOSED, event("SUMMARY:nothing", uid="2"))

    assert refusal(raw).startswith(f"{SOURCE}, line 9: ")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (ics("BEGIN:VEVENT", "END:VALARM"), "line 5: END:VALARM stands where END:VEVENT is due"),
        (ics() + b"SUMMARY:late\r\n", "line 5: something stands outside BEGIN:VCALENDAR"),
        (ics() + b"END:VEVENT\r\n", "line 5: END:VEVENT stands where nothing is open"),
        (
            ics() + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
            "line 5: VEVENT stands outside BEGIN:VCALENDAR",
        ),
        (ics("BEGIN:VEVENT\n" * 5000), "line 9: more than 6 components are nested here"),
    ],
)
def test_components_that_do_not_nest_are_refused_at_their_line(raw: bytes, said: str) -> None:
    assert refusal(raw) == f"{SOURCE}, {said}"


def test_more_entries_than_a_site_has_are_refused_before_they_are_read() -> None:
    assert refusal(ics("BEGIN:X-A\nEND:X-A\n" * 10_001)) == (
        f"{SOURCE}: has more than 10000 entries; export a shorter period"
    )


def test_more_events_than_a_site_has_are_refused() -> None:
    daily = (
        event("DTSTART;VALUE=DATE:20260310", "RRULE:FREQ=DAILY", uid=str(number))
        for number in range(8)
    )

    assert refusal(ics(*daily)) == (
        f"{SOURCE}: has more than 5000 events from 2026-03-10 to 2028-03-09; export fewer"
    )


def test_many_long_lists_of_dates_are_refused_before_they_are_expanded() -> None:
    dates = ",".join(
        f"202{y}{m:02}{d:02}" for y in range(10) for m in range(1, 13) for d in range(1, 29)
    )
    listed = [
        event("DTSTART;VALUE=DATE:20260310", f"RDATE;VALUE=DATE:{dates}", uid=str(number))
        for number in range(4)
    ]

    assert refusal(ics(*listed)).endswith("the event repeats too often to be read")


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY", "FREQ=YEARLY;INTERVAL=0"])
def test_a_zone_whose_clocks_change_endlessly_is_refused(rule: str) -> None:
    zone = ZONE_OF_ITS_OWN.replace("END:STANDARD", f"RRULE:{rule}\nEND:STANDARD")

    assert refusal(ics(zone, CLOSED)).startswith(f"{SOURCE}, line 10: ")


@pytest.mark.parametrize(
    "component",
    [
        event("DTSTART;TZID=Asia:20260518T090000"),  # the name of a folder of zones
        event("DTSTART:20260518T090000", "DURATION:P9999999D"),
        ZONE_OF_ITS_OWN.replace("BEGIN:STANDARD", "BEGIN:X").replace("END:STANDARD", "END:X"),
    ],
)
def test_what_no_rule_foresees_is_still_one_sentence(component: str) -> None:
    assert refusal(ics(component)) == (
        f"{SOURCE}: is damaged; export it again from the program it is kept in"
    )


def test_a_file_name_in_a_calendar_is_never_opened() -> None:
    assert refusal(b"BEGIN:VCALENDAR/../../etc/passwd").startswith(SOURCE)


def test_a_time_zone_that_changes_its_clocks_monthly_is_refused() -> None:
    monthly = ZONE_OF_ITS_OWN.replace("END:STANDARD", "RRULE:FREQ=MONTHLY\nEND:STANDARD", 1)
    assert "a time zone does not change its clocks by a rule other than FREQ=YEARLY" in refusal(
        ics(monthly, CLOSED)
    )
