"""What each reader of a calendar gets: the options of a link, on the same published entries."""

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from calendars.checks.lint import lint
from calendars.feeds.feed import Whose, written
from calendars.feeds.subscription import piece_of, show
from calendars.feeds.variants import Variant
from dayzero.desk.calendar_links.options import chosen
from models.errors import InputRefused
from models.moments import start_of
from models.schedule import PublishedEntry
from models.subscriptions import FeedOptions
from models.timeline.results import DayWindow
from tests.refusals import refuses
from tests.unit.calendars.golden_feeds import MONDAY, moved_and_cancelled, published, whole_path
from tests.unit.timeline.plan_builder import SHANGHAI, a_plan, a_step, a_verdict
from tests.unit.timeline.reasons_by_hand import pregnancy_result

WHOLE_PATH = published(whole_path())
AFTER_A_MOVE = published(whole_path(), moved_and_cancelled())
TODAY = date(2026, 3, 10)
WHOSE = Whose("subject", "CN01-007")
UNBOUNDED = FeedOptions(past_days=None, future_days=None)


def calendar(
    lines: tuple[PublishedEntry, ...] = WHOLE_PATH, today: date = TODAY, **wanted: Any
) -> bytes:
    options = FeedOptions.model_validate(wanted)
    told = (options.language or "en", options.detail, options.discloses)
    variant = Variant(*told, secret="of this link")  # noqa: S106  a test's own
    pieces = [piece_of(line, written(line, variant)) for line in lines]
    raw = show(WHOSE, pieces, options, variant, today=today, created=MONDAY).octets
    assert lint(raw) == ()
    return raw


def events(raw: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event in Calendar.from_ical(raw).walk("VEVENT"):
        found[str(event["UID"]).removesuffix("@dayzero").removeprefix("CN01-007.")] = event
    return found


# Language


def test_both_languages_stand_in_one_title_with_the_number_once() -> None:
    infusion = events(calendar(language="both"))["infusion"]

    assert infusion["SUMMARY"] == "回输 D0 / Infusion D0 ● CN01-007"
    chinese, english = str(infusion["DESCRIPTION"]).split("\n\n")
    assert chinese.startswith("CN01-007 回输（D0）：已预约\n")
    assert english.startswith("CN01-007 infusion (D0): booked\n")
    assert chinese.endswith("以应用系统为准；日历可能滞后一天。")
    assert english.endswith("The application is the truth; a calendar may lag by a day.")


def test_the_same_revision_is_read_in_every_language() -> None:
    def revisions(language: str) -> dict[str, tuple[object, ...]]:
        read = events(calendar(AFTER_A_MOVE, language=language)).items()
        return {u: (e["SEQUENCE"], e["DTSTAMP"].dt, e["DTSTART"].dt) for u, e in read}

    assert revisions("en") == revisions("zh") == revisions("both")


# Detail


def test_codes_are_number_and_step_alone() -> None:
    read = events(calendar(detail="code"))

    assert read["infusion"]["SUMMARY"] == "infusion CN01-007"
    assert read["test_infusion.window"]["SUMMARY"] == "test_infusion↔ CN01-007"
    for event in read.values():
        assert "Window:" not in event["DESCRIPTION"]
        assert "LOCATION" not in event


def test_busy_times_are_those_that_take_time_and_nothing_else() -> None:
    read = events(calendar(detail="busy"))

    assert [str(event["SUMMARY"]) for event in read.values()] == ["Busy", "Busy"]
    assert {event["TRANSP"] for event in read.values()} == {"OPAQUE"}
    assert not [uid for uid in read if "infusion" in uid]


def test_busy_times_without_a_booking_are_an_empty_calendar() -> None:
    done = published(a_plan(a_step("infusion", "done", at="2026-03-02T10:00+08:00")))
    raw = calendar(done, detail="busy")

    assert events(raw) == {}
    assert [zone["TZID"] for zone in Calendar.from_ical(raw).walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert events(calendar(done)) != {}


def test_busy_times_far_from_today_do_not_stand_for_those_that_are_near() -> None:
    assert events(calendar(detail="busy", today=date(2029, 1, 1))) == {}


# Bands beside a booked visit


def booked_with_a_window() -> tuple[PublishedEntry, ...]:
    window = {"opens": "2026-04-12", "closes": "2026-04-15"}
    return published(
        a_plan(
            a_step("pregnancy_test_infusion", **window),
            a_step("infusion", "booked", at="2026-04-15T10:00+08:00", **window),
        )
    )


@pytest.mark.parametrize(
    ("windows", "bands"),
    [
        ("all", {"test_infusion.window", "infusion.window"}),
        ("unbooked", {"test_infusion.window"}),
        ("none", set()),
    ],
)
def test_bands_show_as_the_reader_wants_them(windows: str, bands: set[str]) -> None:
    read = events(calendar(booked_with_a_window(), windows=windows))

    assert {uid for uid in read if uid.endswith(".window")} == bands
    assert "infusion" in read


# What was cancelled


def test_cancelled_steps_show_until_the_reader_does_not_want_them() -> None:
    assert events(calendar(AFTER_A_MOVE))["conditioning_start"]["STATUS"] == "CANCELLED"
    read = events(calendar(AFTER_A_MOVE, cancelled=False))
    assert {str(event["STATUS"]) for event in read.values()} <= {"CONFIRMED", "TENTATIVE"}


def test_a_calendar_of_nothing_but_cancelled_steps_is_not_empty_without_them() -> None:
    gone = tuple(line for line in AFTER_A_MOVE if line.entry.status == "CANCELLED")
    [notice] = events(calendar(gone, cancelled=False)).values()

    assert notice["SUMMARY"] == "No dates CN01-007"


# Alarms


def test_no_alarm_rings_unless_it_is_asked_for() -> None:
    assert b"VALARM" not in calendar()


def test_an_alarm_rings_before_each_booked_visit_and_before_nothing_else() -> None:
    read = events(calendar(alarms=[{"step": "*", "minutes": 24 * 60}]))

    assert {uid for uid, event in read.items() if event.walk("VALARM")} == {
        "infusion",
        "conditioning_start",
    }


def test_a_step_has_lead_times_of_its_own() -> None:
    wanted = [
        {"step": "*", "minutes": 60},
        {"step": "infusion", "minutes": 2 * 24 * 60},
        {"step": "infusion", "minutes": 120},
    ]
    read = events(calendar(alarms=wanted))

    assert leads(read["infusion"]) == [timedelta(days=-2), timedelta(hours=-2)]
    # an all-day visit counts from nine in the morning
    assert leads(read["conditioning_start"]) == [timedelta(hours=8)]


def test_busy_times_ring_alike_so_that_no_lead_tells_which_is_the_infusion() -> None:
    wanted = [{"step": "*", "minutes": 60}, {"step": "infusion", "minutes": 2 * 24 * 60}]
    read = events(calendar(detail="busy", alarms=wanted))

    rings = [lead for event in read.values() for lead in leads(event)]
    assert sorted(rings) == [timedelta(hours=-1), timedelta(hours=8)]  # an hour, a whole day
    assert b"infusion" not in calendar(detail="busy", alarms=wanted)


def leads(event: Any) -> list[timedelta]:
    return [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]


def test_an_alarm_keeps_its_uid_when_its_visit_moves() -> None:
    wanted = [{"step": "infusion", "minutes": 120}]
    [before] = events(calendar(alarms=wanted))["infusion"].walk("VALARM")
    [after] = events(calendar(AFTER_A_MOVE, alarms=wanted))["infusion"].walk("VALARM")

    assert before["UID"] == after["UID"] == "CN01-007.infusion.alarm-120@dayzero"
    assert before["DESCRIPTION"] == "2 h before: Infusion D0 ● CN01-007"
    assert before["ACTION"] == "DISPLAY"


def test_the_same_alarm_is_not_asked_for_twice() -> None:
    with refuses(InputRefused, match="^--alarm: the same alarm is asked for twice$"):
        chosen(FeedOptions(), alarms=["5min", "5min"])


# How far it reaches


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({"past_days": 0}, {"conditioning_start", "infusion", "day_28"}),
        ({"past_days": 1}, {"conditioning_start", "infusion", "day_28", "apheresis"}),
        ({"future_days": 31}, {"consent", "apheresis", "conditioning_start"}),
        ({"past_days": 0, "future_days": 36}, {"conditioning_start", "infusion"}),
        ({"past_days": 8}, {"conditioning_start", "infusion", "day_28", "apheresis", "consent"}),
    ],
)
def test_a_horizon_counts_whole_days_from_today(wanted: dict[str, Any], shown: set[str]) -> None:
    steps = {"consent", "apheresis", "conditioning_start", "infusion", "day_28"}
    assert set(events(calendar(**wanted))) & steps == shown


def test_a_horizon_in_which_nothing_lies_keeps_what_lies_closest() -> None:
    read = events(calendar(today=date(2029, 1, 1), past_days=7, future_days=7))

    assert set(read) == {"day_28"}


def test_the_bytes_hang_on_the_day_and_a_calendar_without_a_horizon_on_nothing() -> None:
    near: dict[str, Any] = {"future_days": 36}
    assert calendar(**near) == calendar(**near)
    assert calendar(**near) != calendar(today=TODAY + timedelta(days=30), **near)
    whole: dict[str, Any] = {"past_days": None, "future_days": None}
    assert calendar(**whole) == calendar(today=TODAY + timedelta(days=900), **whole)


def test_a_link_reaches_a_quarter_back_and_a_year_ahead_unless_its_reader_says_otherwise() -> None:
    steps = {
        "consent": "2025-12-10",
        "infusion": "2025-12-09",
        "day_28": "2027-04-14",
        "contraception_end": "2027-04-15",
    }
    lines = published(a_plan(*(a_step(step, "booked", at=day) for step, day in steps.items())))

    assert set(events(calendar(lines))) == {"consent", "day_28"}
    assert set(events(calendar(lines, past_days=None, future_days=None))) == set(steps)


def test_a_booked_step_has_no_band_unless_its_reader_asks_for_it() -> None:
    read = events(calendar(booked_with_a_window()))

    assert {uid for uid in read if uid.endswith(".window")} == {"test_infusion.window"}


def test_the_last_change_is_the_midnight_at_which_an_entry_came_into_sight() -> None:
    options = FeedOptions(past_days=None, future_days=36)
    variant = Variant()
    pieces = [piece_of(line, written(line, variant)) for line in WHOLE_PATH]

    def changed(today: date) -> int:
        return show(WHOSE, pieces, options, variant, today=today, created=MONDAY).changed

    # the infusion of 15 April comes into sight on 10 March, day 28 of 13 May on 7 April
    assert changed(TODAY) == changed(date(2026, 4, 6)) == start_of(TODAY, SHANGHAI)
    assert changed(date(2026, 4, 7)) == start_of(date(2026, 4, 7), SHANGHAI)
    whole = show(WHOSE, pieces, UNBOUNDED, variant, today=TODAY, created=MONDAY)
    assert whole.changed == 0


# Evidence


def test_a_test_on_record_says_until_when_it_counts() -> None:
    plan = a_plan(
        a_step("infusion", "booked", at="2026-04-15T10:00+08:00"),
        verdicts=(
            a_verdict(
                "IN-10b",
                fact="MRN-4711",
                window=DayWindow(date(2026, 4, 12), date(2026, 4, 15)),
                counts_until=date(2026, 4, 16),
                reason=pregnancy_result("negative", "2026-04-13", fact="MRN-4711"),
            ),
        ),
    )
    raw = calendar(published(plan))
    [evidence] = [e for uid, e in events(raw).items() if uid.startswith("evidence.")]

    assert evidence["SUMMARY"] == "Infusion test ends CN01-007"
    told = "CN01-007 test for infusion counts until 16 April\n"
    assert str(evidence["DESCRIPTION"]).startswith(told)
    asked = events(calendar(published(plan), ceiling="treatment"))[str(evidence["UID"])[9:-8]]
    assert asked["SUMMARY"] == evidence["SUMMARY"]  # a screen is seen by anybody
    told = "CN01-007 IN-10b: evidence for infusion counts until 16 April\n"
    assert str(asked["DESCRIPTION"]).startswith(told)
    assert (evidence["DTSTART"].dt, evidence["TRANSP"]) == (date(2026, 4, 16), "TRANSPARENT")
    assert "until 16 April 2026, that day included" in evidence["DESCRIPTION"]
    for private in (b"4711", b"negative", b"2026-04-13"):
        assert private not in raw
