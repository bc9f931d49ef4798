"""Hours are elapsed time everywhere; days are the chart's local days, across any clock change.

China has no summer time, so these charts are of a site in Berlin: clocks go forward on
29 March 2026 at 02:00 and back on 25 October 2026 at 03:00.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    drug,
    pregnancy_test,
    radiotherapy,
    step_of,
    steroid,
    value_of,
    verdict_of,
)


def in_berlin(*facts: Json) -> Json:
    return a_chart(*facts, timezone="Europe/Berlin")


SPRING = "2026-03-27T08:00+01:00"  # 72 hours later the clock shows 09:00
AUTUMN = "2026-10-23T08:00+02:00"  # 72 hours later the clock shows 07:00


@pytest.mark.parametrize(
    ("stopped", "infusion", "tki", "prednisone"),
    [
        (SPRING, "2026-03-30T08:01+02:00", "violation", "violation"),  # 71 h 01 elapsed
        (SPRING, "2026-03-30T08:59+02:00", "violation", "violation"),  # 71 h 59
        (SPRING, "2026-03-30T09:00+02:00", "violation", "met"),  # 72 h 00
        (SPRING, "2026-03-30T09:01+02:00", "met", "met"),  # 72 h 01
        (AUTUMN, "2026-10-26T06:59+01:00", "violation", "violation"),  # 71 h 59
        (AUTUMN, "2026-10-26T07:00+01:00", "violation", "met"),  # 72 h 00
        (AUTUMN, "2026-10-26T07:01+01:00", "met", "met"),  # 72 h 01
    ],
)
def test_72_hours_are_elapsed_hours_across_a_clock_change(
    stopped: str, infusion: str, tki: str, prednisone: str
) -> None:
    chart = in_berlin(
        drug("imatinib", stopped, route="oral"), steroid("prednisone", "40 mg/day", stopped)
    )

    assert value_of(chart, "EX-03.2", infusion=infusion) == tki
    assert value_of(chart, "EX-05", infusion=infusion) == prednisone


@pytest.mark.parametrize(
    ("stopped", "clears"),
    [
        (SPRING, "2026-03-30T09:01+02:00"),
        (AUTUMN, "2026-10-26T07:01+01:00"),
        # a date: from its last minute, 23:59, in elapsed hours
        ("2026-03-27", "2026-03-31T01:00+02:00"),
        ("2026-10-23", "2026-10-26T23:00+01:00"),
    ],
)
def test_answers_carry_the_offset_of_their_own_day(stopped: str, clears: str) -> None:
    chart = in_berlin(drug("imatinib", stopped))

    assert step_of(chart, "infusion")["clears_at"] == clears


def test_the_fourth_day_after_a_date_is_not_certain_when_an_hour_was_lost() -> None:
    chart = in_berlin(drug("imatinib", "2026-03-27"))

    assert value_of(chart, "EX-03.2", infusion="2026-03-31") == "indeterminate"  # 71 h 01 at worst
    assert value_of(chart, "EX-03.2", infusion="2026-04-01") == "met"


@pytest.mark.parametrize(
    ("last", "infusion", "expected"),
    [
        ("2026-03-20", "2026-04-03", "violation"),  # 14 days, one of them of 23 hours
        ("2026-03-20", "2026-04-04", "met"),
        ("2026-10-15", "2026-10-29", "violation"),  # 14 days, one of them of 25 hours
        ("2026-10-15", "2026-10-30", "met"),
    ],
)
def test_days_are_calendar_days_across_a_clock_change(
    last: str, infusion: str, expected: str
) -> None:
    assert value_of(in_berlin(drug("etoposide", last)), "EX-03", infusion=infusion) == expected


@pytest.mark.parametrize(
    ("zone", "clears"),
    [
        ("Asia/Shanghai", "2026-06-17T00:00+08:00"),  # 07:30 on 2 June
        ("Europe/Berlin", "2026-06-17T00:00+02:00"),  # 01:30 on 2 June
        ("UTC", "2026-06-16T00:00+00:00"),  # still 1 June
        ("America/New_York", "2026-06-16T00:00-04:00"),
    ],
)
def test_the_day_of_an_instant_is_the_charts_local_day(zone: str, clears: str) -> None:
    chart = a_chart(drug("etoposide", "2026-06-01T23:30+00:00"), timezone=zone)

    assert step_of(chart, "infusion")["clears_at"] == clears


def test_without_a_zone_the_site_decides() -> None:
    chart = a_chart(drug("etoposide", "2026-06-01"))
    del chart["timezone"]

    assert step_of(chart, "infusion")["clears_at"] == "2026-06-16T00:00+08:00"


def test_a_day_whose_midnight_does_not_exist_begins_with_its_first_minute() -> None:
    # Beirut's clocks go from 00:00 to 01:00 on 29 March 2026
    chart = a_chart(radiotherapy("non_cns", "2026-03-15"), timezone="Asia/Beirut")

    assert step_of(chart, "infusion")["clears_at"] == "2026-03-29T01:00+03:00"


def test_three_days_of_a_pregnancy_test_span_a_clock_change() -> None:
    chart = a_woman(pregnancy_test("2026-03-27T23:30+01:00"), timezone="Europe/Berlin")
    now = "2026-03-28T08:00+01:00"

    assert value_of(chart, "IN-10b", infusion="2026-03-30T22:00+02:00", now=now) == "met"
    assert value_of(chart, "IN-10b", infusion="2026-03-31T08:00+02:00", now=now) == "pending"


def test_an_instant_means_the_same_however_its_offset_is_written() -> None:
    here = a_chart(drug("imatinib", "2026-06-01T08:00+08:00"))
    elsewhere = a_chart(drug("imatinib", "2026-05-31T20:00-04:00"))

    for infusion in ("2026-06-04T08:00+08:00", "2026-06-04T00:01Z"):
        assert verdict_of(here, "EX-03.2", infusion=infusion) == verdict_of(
            elsewhere, "EX-03.2", infusion=infusion
        )
