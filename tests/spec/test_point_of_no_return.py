"""The gate before lymphodepletion: what must stand before it starts, each with its deadline."""

from zoneinfo import ZoneInfo

import pytest

from models.chart import read_chart
from models.moments import read_span
from models.plan import plan
from models.timeline.results import Gate
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    done,
    drug,
    picture_of,
    pregnancy_test,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = "2026-06-01T08:00+08:00"  # Monday
STARTS, INFUSED = "2026-06-02", "2026-06-07T10:00+08:00"
BEFORE = (
    done("consent", "2026-04-20"),
    done("screening", "2026-04-21"),
    done("apheresis", "2026-05-06T09:00+08:00"),
)
RELEASED = done("product_release", "2026-05-29")
BOOKED = (booked("conditioning_start", STARTS), booked("infusion", INFUSED))
READY = (*BEFORE, RELEASED, *BOOKED)


def missing(chart: Json, now: str = NOW) -> list[Json]:
    return list(picture_of(chart, now=now)["gate"]["missing"])


def the_gate(chart: Json, now: str = NOW) -> Gate:
    minute = read_span(now, SHANGHAI).earliest
    gate = plan(read_chart(chart, protocol=PROTOCOL, now=minute), PROTOCOL, minute).gate
    assert gate is not None
    return gate


def gate_alerts(chart: Json, now: str = NOW) -> list[Json]:
    return [one for one in alerts_of(chart, "due_soon", now=now) if one["rule"] == "PATH-no-return"]


def test_with_everything_in_place_it_is_open_and_nobody_is_told() -> None:
    assert picture_of(a_chart(*READY), now=NOW)["gate"]["open"]
    assert gate_alerts(a_chart(*READY)) == []


def test_an_unreleased_product_with_lymphodepletion_tomorrow_is_critical() -> None:
    chart = a_chart(*BEFORE, booked("product_release", "2026-06-01"), *BOOKED)
    [alert] = gate_alerts(chart)

    assert alert["severity"] == "critical"
    assert alert["deadline"] == "2026-06-02T00:00+08:00"
    assert "Product release is not recorded as done" in alert["text"]


@pytest.mark.parametrize(
    ("last", "kept_shut"),
    [
        ("2026-06-04T10:00+08:00", True),  # 72 hours to the infusion: more is asked for
        ("2026-06-04T09:59+08:00", False),
    ],
)
def test_a_washout_is_judged_at_the_infusions_own_time(last: str, *, kept_shut: bool) -> None:
    found = missing(a_chart(*READY, drug("imatinib", last)))

    assert [item["rule"] for item in found] == (["EX-03.2"] if kept_shut else [])


def test_a_test_must_be_valid_through_day_0_or_its_repeat_planned() -> None:
    now = "2026-06-04T08:00+08:00"  # lymphodepletion is late, the test's window is open
    planned = booked("pregnancy_test_infusion", "2026-06-05T09:00+08:00")
    apheresis = pregnancy_test("2026-05-05")
    tested = pregnancy_test("2026-06-04T07:00+08:00")
    early = booked("pregnancy_test_infusion", "2026-06-03T09:00+08:00")

    [item] = missing(a_woman(*READY, apheresis))
    assert (item["rule"], item["deadline"]) == ("IN-10b", "2026-06-07T23:59+08:00")
    assert "book it for one of these days" in item["text"]
    assert missing(a_woman(*READY, apheresis, planned)) == []
    assert missing(a_woman(*READY, apheresis, tested), now) == []
    assert missing(a_woman(*READY, apheresis, early)) != []


def test_an_infusion_without_a_date_keeps_it_shut() -> None:
    chart = a_chart(*BEFORE, RELEASED, booked("conditioning_start", STARTS))

    assert "Infusion is not booked." in [item["text"] for item in missing(chart)]


def test_of_an_infusion_without_a_date_only_washouts_that_outlast_the_start_are_told() -> None:
    chart = a_chart(
        *BEFORE,
        RELEASED,
        booked("conditioning_start", STARTS),
        drug("etoposide", "2026-03-01"),
        drug("vincristine", "2026-05-25"),  # over on the day on which lymphodepletion starts
        drug("vincristine", "2026-05-26"),  # over the day after
        drug("imatinib", first="2026-01-01"),
    )

    facts = [item["text"].split("(")[1][:2] for item in missing(chart) if item["rule"]]
    assert facts == ["f8", "f9"]


@pytest.mark.parametrize(
    ("now", "said"),
    [("2026-06-02T00:00+08:00", "is due by"), ("2026-06-02T00:01+08:00", "was due by")],
)
def test_a_start_that_has_passed_was_due(now: str, said: str) -> None:
    chart = a_chart(*BEFORE, booked("product_release", "2026-06-02"), *BOOKED)
    [alert] = gate_alerts(chart, now)

    assert f"Lymphodepletion start {said} 2026-06-02 and must wait for:" in alert["text"]


def test_what_cannot_hold_as_booked_keeps_it_shut() -> None:
    released = done("product_release", "2026-08-28")
    start, infusion = "2026-09-01", "2026-09-06T10:00+08:00"
    holiday = (booked("conditioning_start", start), booked("infusion", infusion))
    [item] = missing(a_chart(*BEFORE, released, *holiday), "2026-08-31T08:00+08:00")

    assert item["step"] == "day_28"  # its window lies in the National Day week
    assert "No time is left for day 28 visit" in item["text"]


def test_once_lymphodepletion_has_begun_there_is_no_gate() -> None:
    chart = a_chart(*BEFORE, RELEASED, done("conditioning_start", "2026-06-01"), BOOKED[1])

    assert picture_of(chart, now=NOW)["gate"] is None


STARTED = (*BEFORE, RELEASED, done("conditioning_start", STARTS), booked("infusion", INFUSED))


@pytest.mark.parametrize(
    ("now", "severity"),
    [
        ("2026-06-03T08:00+08:00", "warning"),
        # the infusion is on a Sunday: three days before it is a Thursday
        ("2026-06-04T09:59+08:00", "warning"),
        ("2026-06-04T10:00+08:00", "critical"),
        ("2026-06-07T09:00+08:00", "critical"),
    ],
)
def test_past_it_what_cannot_be_judged_for_a_near_infusion_is_critical(
    now: str, severity: str
) -> None:
    """A dose of 4 June at no known hour: 72 hours may not be over, and no slip is left."""
    chart = a_chart(*STARTED, drug("imatinib", "2026-06-04"))
    [alert] = [a for a in alerts_of(chart, "needs_information", now=now) if a["fact"] == "f7"]

    assert alert["severity"] == severity


def test_a_missing_test_says_from_when_it_would_count() -> None:
    [item] = the_gate(a_woman(*READY, pregnancy_test("2026-05-05"))).missing

    assert item.opens == read_span("2026-06-04T00:00+08:00", SHANGHAI).earliest
    assert item.deadline == read_span("2026-06-07T23:59+08:00", SHANGHAI).earliest
