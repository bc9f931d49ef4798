"""Imported calendars: nothing but a refusal comes of damage; weekly rules against counting days."""

import random
from datetime import date, timedelta

from hypothesis import event as noted
from hypothesis import given
from hypothesis import strategies as st

from calendars.imported import ImportedEvents
from models.errors import InputRefused
from tests.unit.calendars.ics import FIRST, LAST, ZONE_OF_ITS_OWN, days, event, ics, read

SOUND = ics(
    ZONE_OF_ITS_OWN,
    "X-WR-TIMEZONE:Asia/Shanghai",
    "METHOD:PUBLISH",
    event(
        "DTSTART;TZID=Ward clock:20260313T130000",
        "DTEND;TZID=Ward clock:20260313T170000",
        "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=12",
        "EXDATE;TZID=Ward clock:20260320T130000",
        "SUMMARY:staff meeting",
    ),
    event("RECURRENCE-ID;TZID=Ward clock:20260327T130000", "DTSTART:20260326T140000"),
    event("RECURRENCE-ID:20260327T040000Z", "SEQUENCE:2", "DTSTART:20260326T150000"),
    event("DTSTART;TZID=Ward clock;VALUE=DATE:20261010", "SUMMARY:国庆节 补班", uid="3"),
    event("DTSTART;VALUE=DATE:20260518", "DURATION:P3D", "RDATE;VALUE=DATE:20260601", uid="2"),
).decode()
PIECES = (
    *"0123456789:;=,TZ-\n",
    "DTSTART",
    "RECURRENCE-ID",
    "SEQUENCE:",
    "METHOD:CANCEL",
    "BEGIN:VEVENT",
    "END:VEVENT",
    "RRULE:",
    "FREQ=DAILY",
)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_a_damaged_calendar_is_read_or_refused_and_nothing_else(
    chance: random.Random, damages: int
) -> None:
    text = SOUND
    for _ in range(damages):
        at, gone = chance.randrange(len(text)), chance.randrange(8)
        text = text[:at] + chance.choice(("", *PIECES)) + text[at + gone :]

    outcome = read_or_refused(text.encode())

    noted(type(outcome).__name__)
    if isinstance(outcome, InputRefused):
        assert len(outcome.faults) == 1
        assert "\n" not in str(outcome)


@given(st.sets(st.integers(4, len(SOUND.encode()) // 5), max_size=8))
def test_a_calendar_says_the_same_wherever_its_lines_are_folded(fifths: set[int]) -> None:
    """Inside a letter, too, but not beside a line's end, where there is nothing to fold."""
    raw = SOUND.encode()
    for place in sorted((5 * fifth for fifth in fifths), reverse=True):
        around = raw[place - 2 : place + 2]
        if not any(end in around for end in (b"\r", b"\n")):
            raw = raw[:place] + b"\r\n " + raw[place:]

    assert read(raw) == read(SOUND.encode())


def read_or_refused(raw: bytes) -> ImportedEvents | InputRefused:
    try:
        return read(raw)
    except InputRefused as refused:
        return refused


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_nothing_else(raw: bytes) -> None:
    for content in (raw, b"BEGIN:VCALENDAR\r\n" + raw, ics().replace(b"VERSION", raw)):
        outcome = read_or_refused(content)
        assert isinstance(outcome, InputRefused) or outcome.all_day == ()


@given(
    start=st.dates(FIRST - timedelta(days=400), FIRST + timedelta(days=100)),
    interval=st.integers(1, 5),
    weekdays=st.sets(st.sampled_from(range(7)), min_size=1),
    until=st.dates(FIRST, LAST),
    skipped=st.sets(st.integers(0, 60), max_size=5),
)
def test_a_weekly_rule_falls_on_the_days_that_counting_finds(
    start: date, interval: int, weekdays: set[int], until: date, skipped: set[int]
) -> None:
    exceptions = {FIRST + timedelta(days=number) for number in skipped}
    listed = ",".join(f"{day:%Y%m%d}" for day in sorted(exceptions))
    rule = f"RRULE:FREQ=WEEKLY;INTERVAL={interval};UNTIL={until:%Y%m%d};WKST=MO"
    by_day = ",".join(WEEKDAYS[number] for number in sorted(weekdays))
    first_day = next(
        start + timedelta(days=n)
        for n in range(7)
        if (start + timedelta(days=n)).weekday() in weekdays
    )
    lines = [f"DTSTART;VALUE=DATE:{first_day:%Y%m%d}", f"{rule};BYDAY={by_day}"]
    lines += [f"EXDATE;VALUE=DATE:{listed}"] if listed else []

    monday = first_day - timedelta(days=first_day.weekday())
    counted = [
        day.isoformat()
        for day in (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
        if first_day <= day <= until
        and day.weekday() in weekdays
        and (day - monday).days // 7 % interval == 0
        and day not in exceptions
    ]
    assert days(read(ics(event(*lines)))) == counted
