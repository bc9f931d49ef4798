"""A booking for a time at which the site does not work is told: mostly it is a slip of the pen.

A holiday, a weekend, the site's own closure, three in the morning. That a make-up working day is
one, and that lymphodepletion goes on over a weekend, is known.
"""

from datetime import date

import pytest

from tests.spec.charts import Json, a_chart, a_woman, alerts_of, booked, done, event, step_of
from tests.spec.test_imported_closures_and_slots import closures, planned

HOURS, DAYS = "SITE-opening-hours", "SITE-working-days"


def told(step: str, at: str) -> list[str | None]:
    found = alerts_of(a_chart(booked(step, at)), "window_violated")
    return [alert["rule"] for alert in found if alert["reason"]["kind"] == "booked_when_closed"]


@pytest.mark.parametrize(
    ("at", "rules"),
    [
        ("2026-06-22T08:59+08:00", [HOURS]),
        ("2026-06-22T09:00+08:00", []),
        ("2026-06-22T16:59+08:00", []),
        ("2026-06-22T17:00+08:00", [HOURS]),
        ("2026-06-22T03:00+08:00", [HOURS]),
        ("2026-06-22", []),  # a Monday
        ("2026-06-20T10:00+08:00", [DAYS]),  # a Saturday
        ("2026-06-20", [DAYS]),
        ("2026-06-19", [DAYS]),  # Dragon Boat Festival
        ("2026-06-18", []),
        ("2026-09-30", []),
        ("2026-10-01", [DAYS]),  # National Day
        ("2026-10-07T10:00+08:00", [DAYS]),
        ("2026-10-08", []),
        ("2026-09-20T10:00+08:00", []),  # a Sunday that is a working day
        ("2026-06-20/2026-06-21", [DAYS]),
        ("2026-06-20/2026-06-22", []),  # it may be on Monday
        ("2026-06-UN", []),
    ],
)
def test_a_booking_is_told_if_the_site_is_closed_all_that_time(at: str, rules: list[str]) -> None:
    assert told("infusion", at) == rules


@pytest.mark.parametrize("step", ["product_release", "conditioning_start", "conditioning_end"])
def test_what_is_held_on_any_day_may_be_booked_for_any(step: str) -> None:
    assert told(step, "2026-10-01T03:00+08:00") == []


@pytest.mark.parametrize("step", ["consent", "screening", "apheresis", "day_28", "month_24"])
def test_every_appointment_is_checked(step: str) -> None:
    assert told(step, "2026-10-01T10:00+08:00") == [DAYS]


def test_it_is_a_warning_on_the_booking_with_its_time_as_the_deadline() -> None:
    [alert] = alerts_of(a_chart(booked("infusion", "2026-10-01T10:00+08:00")), "window_violated")

    assert (alert["severity"], alert["step"], alert["fact"]) == ("warning", "infusion", "f1")
    assert alert["deadline"] == "2026-10-01T10:00+08:00"
    assert alert["text"].startswith("Check the date and the time;")
    assert " Infusion is booked for 2026-10-01 10:00, when the site does not work" in alert["text"]
    assert "National Day (site default)" in alert["text"]


def test_midnight_is_said_as_an_hour() -> None:
    [alert] = alerts_of(a_chart(booked("infusion", "2026-06-22T00:00+08:00")), "window_violated")

    assert "booked for 2026-06-22 00:00, outside the site's opening hours" in alert["text"]


@pytest.mark.parametrize(
    "facts",
    [
        (done("apheresis", "2026-05-03"),),  # a Sunday
        (booked("apheresis", "2026-05-31"),),  # a Sunday that has passed: it is overdue
        (booked("apheresis", "2026-06-20"), event("screen_failure", "2026-05-30")),
        (booked("apheresis", "2026-06-20"), booked("apheresis", "2026-06-22")),
    ],
)
def test_only_what_is_still_to_come_is_told(facts: tuple[Json, ...]) -> None:
    found = alerts_of(a_chart(*facts), "window_violated")

    assert [one for one in found if one["reason"]["kind"] == "booked_when_closed"] == []


def test_an_assumed_date_is_told_as_well() -> None:
    [alert] = alerts_of(a_chart(), "window_violated", infusion="2026-10-01")

    assert (alert["rule"], alert["fact"]) == (DAYS, None)


def test_the_booking_stands_as_it_is() -> None:
    assert step_of(a_chart(booked("infusion", "2026-10-01")), "infusion")["state"] == "booked"


def test_where_a_test_must_move_anyhow_both_are_told_together() -> None:
    test = booked("pregnancy_test_infusion", "2026-06-20T10:00+08:00")  # a Saturday
    [alert] = alerts_of(
        a_woman(booked("infusion", "2026-06-29T10:00+08:00"), test), "window_violated"
    )

    assert alert["rule"] == "IN-10b"
    assert alert["text"].startswith("Move pregnancy test before infusion from 2026-06-20 10:00 to")
    assert "is outside its window" in alert["text"]
    assert "booked for 2026-06-20 10:00, when the site does not work" in alert["text"]


@pytest.mark.parametrize(
    ("at", "rules"),
    [
        ("2026-06-22", [DAYS]),  # the ward moves that day
        ("2026-06-22T10:00+08:00", [DAYS]),
        ("2026-06-23T10:00+08:00", []),
        ("2026-06-24T10:29+08:00", [HOURS]),  # a meeting until half past ten
        ("2026-06-24T10:30+08:00", []),
        ("2026-06-24", []),
    ],
)
def test_the_sites_own_closures_count(at: str, rules: list[str]) -> None:
    own = closures(
        (date(2026, 6, 22), date(2026, 6, 22)),
        hours=(("2026-06-24T09:00+08:00", "2026-06-24T10:30+08:00"),),
    )
    alerts = planned(a_chart(booked("infusion", at)), own)["alerts"]

    assert [a["rule"] for a in alerts if a["reason"]["kind"] == "booked_when_closed"] == rules
