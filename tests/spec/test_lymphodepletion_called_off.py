"""A lymphodepletion that is recorded as missed is no quieter than one that nobody recorded."""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    booked,
    cancelled,
    cd19_test,
    done,
    missed,
    picture_of,
    step_of,
)

RELEASED = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    cd19_test("2026-06-08"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
)
INFUSION = booked("infusion", "2026-07-27T10:00+08:00")
ENDS = booked("conditioning_end", "2026-07-24")
MISSED = missed("conditioning_start", "2026-07-22")


def told(chart: Json, now: str) -> list[Json]:
    return [a for a in picture_of(chart, now=now)["alerts"] if a["severity"] != "info"]


@pytest.mark.parametrize("bookings", [(INFUSION,), (ENDS, INFUSION)], ids=["infusion", "both"])
@pytest.mark.parametrize("now", ["2026-07-23T00:01+08:00", "2026-07-26T12:00+08:00"])
def test_a_missed_lymphodepletion_of_a_booked_infusion_is_one_critical_alert(
    bookings: tuple[Json, ...], now: str
) -> None:
    [alert] = told(a_chart(*RELEASED, *bookings, MISSED), now)

    assert (alert["step"], alert["severity"]) == ("conditioning_start", "critical")
    assert alert["text"].startswith("Book lymphodepletion start again, or record how the path")


def test_it_must_be_booked_anew_before_the_first_booking_that_counts_on_it() -> None:
    now = "2026-07-23T08:00+08:00"

    [alert] = told(a_chart(*RELEASED, INFUSION, MISSED), now)
    assert alert["deadline"] == "2026-07-27T10:00+08:00"
    [alert] = told(a_chart(*RELEASED, ENDS, INFUSION, MISSED), now)
    assert alert["deadline"] == "2026-07-24T00:00+08:00"


def test_no_infusion_is_moved_without_its_lymphodepletion() -> None:
    chart = a_chart(*RELEASED, ENDS, INFUSION, MISSED)
    conflicts = picture_of(chart, now="2026-07-23T08:00+08:00")["conflicts"]

    assert conflicts
    assert [repair for each in conflicts for repair in each["repairs"] if repair["to"]] == []


def test_the_infusion_is_counted_from_a_lymphodepletion_that_is_still_to_come() -> None:
    chart = a_chart(*RELEASED, ENDS, INFUSION, MISSED)
    infusion = step_of(chart, "infusion", now="2026-07-24T09:00+08:00")

    assert (infusion["state"], infusion["opens"]) == ("at_risk", "2026-07-29T00:00+08:00")


def test_a_missed_lymphodepletion_that_is_booked_again_is_all_as_booked() -> None:
    again = booked("conditioning_start", "2026-07-24")
    infusion = booked("infusion", "2026-07-29T10:00+08:00")
    chart = a_chart(*RELEASED, infusion, MISSED, again)

    assert told(chart, "2026-07-23T08:00+08:00") == []


@pytest.mark.parametrize(
    ("now", "severity"),
    [
        ("2026-07-16T12:00+08:00", "warning"),  # there is time to find another date
        ("2026-07-21T12:00+08:00", "critical"),  # tomorrow it must begin
    ],
)
def test_one_that_was_called_off_is_critical_once_it_must_soon_begin(
    now: str, severity: str
) -> None:
    off = cancelled("conditioning_start", "2026-07-16")
    [alert] = told(a_chart(*RELEASED, INFUSION, off), now)

    assert (alert["step"], alert["severity"]) == ("conditioning_start", severity)
