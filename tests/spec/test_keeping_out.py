"""A criterion that fails once lymphodepletion is booked or begun puts the infusion at risk."""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    alerts_of,
    booked,
    cd19_test,
    done,
    event,
    finding,
    measurement,
    step_of,
)

NOW = "2026-07-21T12:00+08:00"
READY = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    cd19_test("2026-06-08"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
)
WEAK_HEART = measurement("lvef", "40", "%", "2026-07-20")
INFUSION = booked("infusion", "2026-07-27T10:00+08:00")
BOOKED = (booked("conditioning_start", "2026-07-22"), INFUSION)
BEGUN = (done("conditioning_start", "2026-07-20"), INFUSION)


@pytest.mark.parametrize(
    ("facts", "severity", "state"),
    [
        ((), "warning", "planned"),  # the daily work of screening
        (BOOKED, "critical", "at_risk"),
        (BEGUN, "critical", "at_risk"),
    ],
)
def test_it_is_critical_from_when_lymphodepletion_is_booked(
    facts: tuple[Json, ...], severity: str, state: str
) -> None:
    chart = a_chart(*READY, *facts, WEAK_HEART)
    [alert] = alerts_of(chart, "ineligible", now=NOW)

    assert (alert["rule"], alert["severity"]) == ("EX-12a", severity)
    assert step_of(chart, "infusion", now=NOW)["state"] == state


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        (BOOKED, "Do not go ahead with lymphodepletion start; tell the investigator"),
        (BEGUN, "Tell the investigator at once, before infusion"),
    ],
)
def test_the_investigator_decides_and_nobody_records_a_screen_failure(
    facts: tuple[Json, ...], asked: str
) -> None:
    [alert] = alerts_of(a_chart(*READY, *facts, WEAK_HEART), "ineligible", now=NOW)

    assert alert["text"].startswith(asked)
    assert "screen failure" not in alert["text"]


def test_after_the_infusion_nothing_is_kept_from_anybody() -> None:
    given = (done("conditioning_start", "2026-07-14"), done("infusion", "2026-07-19T10:00+08:00"))
    chart = a_chart(*READY, *given, WEAK_HEART)

    assert alerts_of(chart, "ineligible", now=NOW) == []


@pytest.mark.parametrize(
    ("start", "infusion", "until"),
    [
        (booked("conditioning_start", "2026-07-22"), INFUSION, "2026-07-22T00:00+08:00"),
        (done("conditioning_start", "2026-07-20"), INFUSION, "2026-07-27T10:00+08:00"),
        (
            done("conditioning_start", "2026-07-20"),
            booked("infusion", "2026-07-27"),  # perhaps as early as midnight
            "2026-07-27T00:00+08:00",
        ),
    ],
)
def test_it_must_be_known_before_the_next_step_that_would_be_given_for_nothing(
    start: Json, infusion: Json, until: str
) -> None:
    [alert] = alerts_of(a_chart(*READY, start, infusion, WEAK_HEART), "ineligible", now=NOW)

    assert alert["deadline"] == until


def test_without_a_date_for_what_must_not_be_held_there_is_no_last_moment() -> None:
    begun = done("conditioning_start", "2026-07-20")
    [alert] = alerts_of(a_chart(*READY, begun, WEAK_HEART), "ineligible", now=NOW)
    [early] = alerts_of(a_chart(*READY, WEAK_HEART), "ineligible", now=NOW)

    assert (alert["deadline"], alert["ask"]["kind"]) == (None, "tell_investigator")
    assert (early["deadline"], early["ask"]["kind"]) == (None, "do_not_go_on")


def test_a_weak_heart_keeps_out_also_who_came_in_by_another_way_than_an_early_relapse() -> None:
    """The late relapse breaks nothing beside the second one; what is judged after it still does."""
    way_in = (
        event("first_remission", "2024-01-10"),
        event("relapse", "2026-03-10"),
        finding("second_marrow_relapse", True, "2026-06-20"),
    )
    chart = a_chart(*READY, *BOOKED, *way_in)
    weak = a_chart(*READY, *BOOKED, *way_in, WEAK_HEART)

    assert step_of(chart, "infusion", now=NOW)["state"] == "booked"
    assert step_of(weak, "infusion", now=NOW)["state"] == "at_risk"
