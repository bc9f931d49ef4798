"""What a coordinator finds in a subject's calendar."""

from datetime import date
from typing import Any

import pytest

from calendars.entries.about import About
from calendars.entries.entries import entries_of
from calendars.feeds.texts import description_in
from calendars.feeds.variants import Variant
from models.protocol import load_protocol
from models.reasons.calendar.places import AtSite
from models.reasons.path.windows import OpensNow
from models.schedule import Entry, EntryStatus, PublishedEntry
from models.timeline.results import DayWindow, Plan
from models.timeline.values import StepState, VerdictValue
from tests.unit.calendars.said_entries import about, after_a_washout, title
from tests.unit.timeline.plan_builder import a_plan, a_step, a_verdict, first
from tests.unit.timeline.reasons_by_hand import WITHDREW
from wording.calendars import feed_words
from wording.language import Language

BOOKED = a_step("infusion", "booked", at="2026-04-15T10:00+08:00")
TEST_WINDOW = {"opens": "2026-04-12", "closes": "2026-04-15"}


def lines_of(plan: Plan) -> dict[str, Entry]:
    """All that a new subscriber would see: what waits for a booking has no date to be shown on."""
    shown = (entry for entry in entries_of(plan) if _may_show(entry))
    return {entry.key: entry for entry in shown}


def _may_show(entry: Entry) -> bool:
    return entry.dated or entry.status is not EntryStatus.TENTATIVE


# Appointments


def test_a_booked_infusion_takes_four_hours_of_the_readers_time() -> None:
    infusion = lines_of(a_plan(BOOKED))["infusion"]
    assert title(infusion) == "CN01-007 infusion (D0): booked"
    assert infusion.status is EntryStatus.CONFIRMED
    assert infusion.busy
    assert infusion.starts == first("2026-04-15T10:00+08:00")
    assert infusion.ends == first("2026-04-15T14:00+08:00")
    assert "Length 240 minutes: site default." in about(infusion)


def test_a_booking_of_a_date_takes_the_whole_day() -> None:
    start = lines_of(a_plan(a_step("conditioning_start", "booked", at="2026-04-10")))
    entry = start["conditioning_start"]
    assert (entry.first_day, entry.last_day) == (date(2026, 4, 10), date(2026, 4, 10))
    assert entry.starts is None
    assert entry.busy
    assert "Only the date is known." in about(entry)


def test_a_fact_known_to_the_month_is_a_band_over_the_month() -> None:
    consent = lines_of(a_plan(a_step("consent", "done", at="2026-02")))["consent"]
    assert (consent.first_day, consent.last_day) == (date(2026, 2, 1), date(2026, 2, 28))


def test_an_instant_with_seconds_starts_at_its_minute() -> None:
    consent = lines_of(a_plan(a_step("consent", "done", at="2026-03-02T09:00:30+08:00")))["consent"]
    assert consent.starts == first("2026-03-02T09:00+08:00")


@pytest.mark.parametrize(
    ("state", "words"), [("done", "done"), ("done_out_of_window", "done outside its window")]
)
def test_a_done_step_stays_and_takes_no_time(state: str, words: str) -> None:
    entry = lines_of(a_plan(a_step("infusion", state, at="2026-03-02T10:00+08:00")))["infusion"]
    assert entry.status is EntryStatus.CONFIRMED
    assert not entry.busy
    assert title(entry) == f"CN01-007 infusion (D0): {words}"


@pytest.mark.parametrize("state", ["missed", "cancelled"])
def test_a_step_that_does_not_happen_is_cancelled(state: str) -> None:
    entry = lines_of(a_plan(a_step("day_28", state, at="2026-05-13")))["day_28"]
    assert entry.status is EntryStatus.CANCELLED
    assert title(entry) == f"CN01-007 day 28 visit (D+28): {state}"
    assert not entry.busy


def test_a_step_that_is_off_and_has_lost_its_date_stays_where_subscribers_saw_it() -> None:
    entry = lines_of(a_plan(a_step("day_28", "cancelled", proposed="2026-05-13")))["day_28"]
    assert entry.status is EntryStatus.CANCELLED
    assert not entry.dated


def test_a_computed_date_is_tentative_and_takes_no_time() -> None:
    visit = lines_of(a_plan(BOOKED, a_step("day_28", proposed="2026-05-13T09:00+08:00")))["day_28"]
    assert visit.status is EntryStatus.TENTATIVE
    assert not visit.busy
    assert title(visit) == "CN01-007 day 28 visit (D+28): planned"
    assert about(visit).startswith("Computed from the recorded facts.")


def test_a_computed_midnight_means_the_day() -> None:
    end = lines_of(a_plan(BOOKED, a_step("contraception_end", proposed="2028-04-15")))
    assert end["contraception_end"].first_day == date(2028, 4, 15)


def test_a_date_that_slides_with_today_is_left_out() -> None:
    plan = a_plan(BOOKED, a_step("day_28", proposed="2026-05-13T09:00+08:00", floats=True))
    assert "day_28" not in lines_of(plan)


@pytest.mark.parametrize("state", ["not_applicable", "blocked"])
def test_a_step_that_cannot_be_planned_has_no_line(state: str) -> None:
    plan = a_plan(BOOKED, a_step("day_28", state, proposed="2026-05-13T09:00+08:00", **TEST_WINDOW))
    assert set(lines_of(plan)) == {"infusion"}


def test_an_overdue_booking_stays_where_it_was_and_says_so() -> None:
    late = lines_of(a_plan(a_step("infusion", "overdue", at="2026-03-09T10:00+08:00")))["infusion"]
    assert title(late) == "CN01-007 infusion (D0): overdue"
    assert late.status is EntryStatus.CONFIRMED


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("EX-03.5", "At risk: the booking breaks EX-03.5, or cannot be judged by it."),
        (
            "PATH-conditioning-end",
            "At risk: the booking breaks PATH-conditioning-end, or cannot be judged by it.",
        ),
        (
            "EX-10",
            (
                "At risk: the booking breaks a rule, or cannot be judged by it; the subject's page"
                " names it."
            ),
        ),
    ],
)
def test_a_booking_at_risk_names_its_rule_as_far_as_a_calendar_may(rule: str, said: str) -> None:
    plan = a_plan(
        a_step("infusion", "at_risk", at="2026-04-15T10:00+08:00"),
        verdicts=(a_verdict(rule, value=VerdictValue.VIOLATION),),
    )
    whole = About(AtSite(site="CN01"), load_protocol())
    [infusion] = entries_of(plan, whole)
    assert about(infusion).splitlines()[0] == said

    line = PublishedEntry(entry=infusion, sequence=0, created=0, revised=0)
    assert rule not in description_in(line, Variant())


# Windows


def test_a_window_is_a_band_that_names_its_last_day() -> None:
    plan = a_plan(BOOKED, a_step("pregnancy_test_infusion", **TEST_WINDOW))
    band = lines_of(plan)["pregnancy_test_infusion.window"]
    assert title(band) == (
        "CN01-007 pregnancy test before infusion: 12 to 15 April, last day 15 April"
    )
    assert (band.first_day, band.last_day) == (date(2026, 4, 12), date(2026, 4, 15))
    assert not band.busy
    assert "Window: 12 April 2026 to 15 April 2026." in about(band)


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        ("2026-04-28", "2026-05-03", "28 April to 3 May, last day 3 May"),
        ("2026-12-30", "2027-01-02", "30 December 2026 to 2 January 2027, last day 2 January"),
        ("2026-04-15", "2026-04-15", "15 April only"),
    ],
)
def test_a_window_says_no_more_than_is_needed(opens: str, closes: str, words: str) -> None:
    plan = a_plan(BOOKED, a_step("pregnancy_test_infusion", opens=opens, closes=closes))
    band = lines_of(plan)["pregnancy_test_infusion.window"]
    assert title(band) == f"CN01-007 pregnancy test before infusion: {words}"


def test_a_window_that_ends_within_a_day_says_the_minute() -> None:
    plan = a_plan(
        a_step("pregnancy_test_infusion", opens="2026-04-12", closes="2026-04-15T10:00+08:00")
    )
    band = lines_of(plan)["pregnancy_test_infusion.window"]
    assert "Window: 12 April 2026 to 15 April 2026 10:00." in about(band)
    assert band.last_day == date(2026, 4, 15)


@pytest.mark.parametrize("state", ["done", "missed", "cancelled"])
def test_a_step_that_is_over_has_no_band(state: str) -> None:
    step = a_step("pregnancy_test_infusion", state, at="2026-04-13", **TEST_WINDOW)
    assert "pregnancy_test_infusion.window" not in lines_of(a_plan(BOOKED, step))


def test_a_window_without_an_end_has_no_band() -> None:
    plan = a_plan(BOOKED, a_step("day_28", opens="2026-05-10"))
    assert set(lines_of(plan)) == {"infusion"}


def test_a_window_that_closes_before_it_opens_has_no_band() -> None:
    plan = a_plan(BOOKED, a_step("day_28", opens="2026-05-13", closes="2026-05-10"))
    assert set(lines_of(plan)) == {"infusion"}


@pytest.mark.parametrize(("state", "words"), [("due", ""), ("overdue", ", overdue")])
def test_a_window_that_has_opened_keeps_the_opening_that_the_protocol_said(
    state: str, words: str
) -> None:
    step = a_step(
        "pregnancy_test_infusion",
        state,
        opens="2026-04-13T08:00+08:00",  # now
        opened_by=("now",),
        said_opens="2026-04-12",
        closes="2026-04-15",
        floats=True,
    )
    band = lines_of(a_plan(step))["pregnancy_test_infusion.window"]
    assert title(band).endswith(f"12 to 15 April, last day 15 April{words}")
    assert (band.first_day, band.last_day) == (date(2026, 4, 12), date(2026, 4, 15))
    assert "Window: 12 April 2026 to 15 April 2026." in about(band)
    assert "13 April" not in about(band)
    assert "now" not in about(band)


@pytest.mark.parametrize("opening", [{}, {"opens": "2026-04-13", "floats": True}])
def test_a_window_without_a_firm_opening_says_its_last_day(opening: dict[str, Any]) -> None:
    step = a_step("day_28", closes="2026-04-15", **opening)
    band = lines_of(a_plan(step))["day_28.window"]
    assert title(band) == "CN01-007 day 28 visit (D+28): last day 15 April"
    assert (band.first_day, band.last_day) == (date(2026, 4, 15), date(2026, 4, 15))


def test_a_window_that_slides_as_a_whole_is_left_out() -> None:
    sliding = a_step("day_28", opens="2026-04-12", said_opens="2026-04-01", floats=True)
    assert set(lines_of(a_plan(BOOKED, sliding))) == {"infusion"}


def test_a_window_of_which_nothing_is_left_is_not_described() -> None:
    late = a_step(
        "infusion",
        "at_risk",
        at="2026-04-15",
        said_opens="2200-01-01",
        closes="2026-04-20",
        floats=True,
    )
    lines = lines_of(a_plan(late))
    assert set(lines) == {"infusion"}
    assert "Window" not in about(lines["infusion"])


# Washouts


def test_a_washout_in_hours_ends_on_its_minute() -> None:
    plan = a_plan(BOOKED, verdicts=(a_verdict("EX-03.2", clears_at="2026-03-23T09:01+08:00"),))
    end = lines_of(plan)["washout.EX-03.2.f3"]
    assert title(end) == "CN01-007 EX-03.2 washout ends 09:01"
    assert end.starts == first("2026-03-23T09:01+08:00")
    assert not end.busy


def test_a_washout_in_days_is_over_with_the_whole_day() -> None:
    plan = a_plan(BOOKED, verdicts=(a_verdict("EX-03.5", clears_at="2026-03-31"),))
    end = lines_of(plan)["washout.EX-03.5.f3"]
    assert title(end) == "CN01-007 EX-03.5 washout over from 31 March"
    assert (end.first_day, end.last_day) == (date(2026, 3, 31), date(2026, 3, 31))


def test_washouts_that_end_together_share_a_line() -> None:
    verdicts = (
        a_verdict("EX-05", clears_at="2026-03-23T09:01+08:00", fact="f9"),
        a_verdict("EX-03.2", clears_at="2026-03-23T09:01+08:00"),
        a_verdict("EX-03.2", clears_at="2026-03-23T09:01+08:00", fact="f4"),
        a_verdict("EX-03.2", clears_at="2026-03-23T09:02+08:00", fact="f5"),
    )
    lines = lines_of(a_plan(BOOKED, verdicts=verdicts))
    shared = lines["washout.EX-03.2.f3"]
    assert title(shared) == "CN01-007 EX-03.2, EX-05 washout ends 09:01"
    assert about(shared).splitlines()[:2] == [
        "EX-03.2: certainly clear from 23 March 2026 09:01.",
        "EX-05: certainly clear from 23 March 2026 09:01.",
    ]
    assert set(lines) == {"infusion", "washout.EX-03.2.f3", "washout.EX-03.2.f5"}


def test_one_fact_under_one_rule_ends_once_at_its_last_end() -> None:
    verdicts = (
        a_verdict("EX-05", clears_at="2026-03-23T09:01+08:00"),
        a_verdict("EX-05", clears_at="2026-03-22T09:01+08:00"),
    )
    lines = lines_of(a_plan(BOOKED, verdicts=verdicts))
    assert lines["washout.EX-05.f3"].starts == first("2026-03-23T09:01+08:00")
    assert len(lines) == 2


@pytest.mark.parametrize(
    "rule",
    [
        "EX-03",
        "EX-03.2",
        "EX-03.5",
        "EX-04a",
        "EX-04b",
        "EX-05",
        "EX-08b",
        "EX-12f1",
        "EX-20a",
        "EX-20b",
    ],
)
def test_every_washout_before_infusion_has_its_end(rule: str) -> None:
    plan = a_plan(BOOKED, verdicts=(a_verdict(rule, clears_at="2026-03-23T09:01+08:00"),))
    assert f"washout.{rule}.f3" in lines_of(plan)


@pytest.mark.parametrize("rule", ["IN-02", "IN-10b", "EX-08a", "EX-15", "EX-17", "PATH-release"])
def test_no_other_rule_has_a_washout_line(rule: str) -> None:
    plan = a_plan(BOOKED, verdicts=(a_verdict(rule, clears_at="2026-03-23T09:01+08:00"),))
    assert set(lines_of(plan)) == {"infusion"}


@pytest.mark.parametrize("state", ["done", "cancelled", "missed"])
def test_a_washout_ends_with_the_infusion(state: str) -> None:
    infusion = a_step("infusion", state, at="2026-03-09T10:00+08:00")
    plan = a_plan(infusion, verdicts=(a_verdict("EX-05", clears_at="2026-03-08T09:00+08:00"),))
    assert "washout.EX-05.f3" not in lines_of(plan)


def test_a_washout_that_never_clears_or_does_not_apply_has_no_line() -> None:
    verdicts = (
        a_verdict("EX-05"),
        a_verdict("EX-03", clears_at="2026-03-23", value=VerdictValue.NOT_APPLICABLE),
    )
    assert set(lines_of(a_plan(BOOKED, verdicts=verdicts))) == {"infusion"}


def test_a_booked_infusion_says_its_washouts_even_while_its_opening_slides() -> None:
    booked = a_step(
        "infusion",
        "booked",
        at="2026-04-15T10:00+08:00",
        opens="2026-03-29",
        opened_by=("now",),
        because=(OpensNow(step="infusion", minute=first("2026-03-29")),),
        floats=True,
    )
    verdict = a_verdict("EX-05", clears_at="2026-03-23T09:01+08:00")
    lines = lines_of(a_plan(booked, verdicts=(verdict,)))
    clear = "EX-05: certainly clear from 23 March 2026 09:01."
    assert about(lines["infusion"]).splitlines()[0] == clear
    assert "29 March" not in about(lines["infusion"])
    assert clear in about(lines["washout.EX-05.f3"])


def test_a_washouts_text_names_no_date_that_slides() -> None:
    sliding = a_step("infusion", proposed="2026-03-27T09:00+08:00", floats=True)
    verdict = a_verdict("EX-05", clears_at="2026-03-23T09:01+08:00")
    end = lines_of(a_plan(sliding, verdicts=(verdict,)))["washout.EX-05.f3"]
    assert about(end).startswith("EX-05: certainly clear from 23 March 2026 09:01.")


# What binds a date, and whose truth it is


def test_a_description_says_what_binds_the_date_with_rule_and_source() -> None:
    infusion = a_step(
        "infusion",
        "booked",
        at="2026-04-15T10:00+08:00",
        opens="2026-03-31",
        opened_by=("EX-03.5", "PATH-release"),
        because=(after_a_washout("EX-03.5", "2026-03-31"),),
        site_default=True,
    )
    verdicts = (
        a_verdict("EX-03.5", clears_at="2026-03-31T00:00+08:00"),
        a_verdict("IN-10b", window=DayWindow(date(2026, 4, 12), date(2026, 4, 15))),
    )
    lines = about(lines_of(a_plan(infusion, verdicts=verdicts))["infusion"]).splitlines()
    assert lines == [
        "Window: from 31 March 2026; no end is fixed.",
        "Opened by EX-03.5, PATH-release.",
        "Why: infusion not before 2026-03-31: washout EX-03.5 (NCT04684147 exclusion 3.5)",
        "EX-03.5: certainly clear from 31 March 2026.",
        "IN-10b: a test counts from 12 April 2026 to 15 April 2026, both days included.",
        "Length 240 minutes: site default.",
        "Site default: the registry entry does not state this step's window.",
    ]


# Never empty


def test_a_plan_without_a_firm_date_says_so() -> None:
    [notice] = lines_of(a_plan(a_step("consent", proposed="2026-03-11", floats=True))).values()
    assert title(notice) == "CN01-007: no date is fixed yet"
    assert not notice.dated  # its day is that of its first publication, never "now"


def test_a_plan_with_nothing_but_a_cancelled_step_says_so_too() -> None:
    plan = a_plan(a_step("infusion", "cancelled", at="2026-04-15T10:00+08:00"))
    assert set(lines_of(plan)) == {"infusion", "timeline"}


def test_a_closed_timeline_says_so_once_and_keeps_what_was_done() -> None:
    plan = a_plan(
        a_step("infusion", "done", at="2026-02-03T10:00+08:00"),
        a_step("day_28", "cancelled", at="2026-03-17"),
        ended=WITHDREW,
    )
    lines = lines_of(plan)
    assert {key: entry.status.value for key, entry in lines.items()} == {
        "infusion": "CONFIRMED",
        "day_28": "CANCELLED",
        "timeline": "CONFIRMED",
    }
    assert title(lines["timeline"]) == "CN01-007: timeline closed"


# Chinese


def test_the_same_lines_in_chinese() -> None:
    plan = a_plan(
        a_step("conditioning_start", "booked", at="2026-04-10"),
        a_step("pregnancy_test_infusion", **TEST_WINDOW),
        BOOKED,
        verdicts=(
            a_verdict("EX-03.2", clears_at="2026-03-23T09:01+08:00"),
            a_verdict("EX-03.5", clears_at="2026-03-31", fact="f4"),
        ),
    )
    assert {key: title(entry, "zh") for key, entry in lines_of(plan).items()} == {
        "conditioning_start": "CN01-007 清淋开始（D−5）：已预约",
        "pregnancy_test_infusion.window": (
            "CN01-007 回输前妊娠试验：4月12日至4月15日，最后一天4月15日"
        ),
        "infusion": "CN01-007 回输（D0）：已预约",
        "washout.EX-03.2.f3": "CN01-007 EX-03.2 洗脱期于09:01结束",
        "washout.EX-03.5.f4": "CN01-007 EX-03.5 洗脱期已满，自3月31日起",
    }


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("state", sorted(StepState))
def test_every_state_has_its_words(language: Language, state: StepState) -> None:
    assert feed_words(language).states[state]
