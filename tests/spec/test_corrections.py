"""A correction is a new fact with a reason; from then on it stands in the old one's place."""

from typing import Any

import pytest

from models.errors import InputRefused
from tests.spec.charts import (
    Json,
    a_chart,
    booked,
    cancelled,
    done,
    drug,
    picture_of,
    step_of,
    value_of,
)


def correcting(old: str, fact: Json, **fields: Any) -> Json:
    return {**fact, "corrects": old, "reason": "typing error", **fields}


WRONG = drug("pegaspargase", "2026-05-21", route="im")
RIGHT = correcting("f1", drug("pegaspargase", "2026-05-11", route="im"))


def test_only_the_correction_is_judged() -> None:
    chart = a_chart(WRONG, RIGHT)
    infusion = step_of(chart, "infusion", infusion="2026-06-09")

    assert value_of(chart, "EX-03.5", infusion="2026-06-09") == "met"
    assert infusion["cleared_by"] == [{"rule": "EX-03.5", "fact": "f2"}]
    assert infusion["clears_at"] == "2026-06-09T00:00+08:00"


def test_without_the_correction_the_same_day_would_violate() -> None:
    assert value_of(a_chart(WRONG), "EX-03.5", infusion="2026-06-09") == "violation"


def test_a_correction_can_be_corrected() -> None:
    chart = a_chart(WRONG, RIGHT, correcting("f2", drug("vincristine", "2026-06-01")))
    infusion = step_of(chart, "infusion")

    assert infusion["clears_at"] == "2026-06-09T00:00+08:00"
    assert infusion["cleared_by"] == [{"rule": "EX-03.3", "fact": "f3"}]


def test_a_corrected_booking_is_where_the_correction_puts_it() -> None:
    chart = a_chart(
        booked("infusion", "2026-07-10T10:00+08:00"),
        correcting("f1", booked("infusion", "2026-07-13T10:00+08:00")),
    )

    assert step_of(chart, "infusion")["at"] == "2026-07-13T10:00+08:00"


def test_a_step_recorded_as_done_by_mistake_is_done_no_longer() -> None:
    chart = a_chart(
        done("consent", "2026-05-20"),
        correcting("f1", cancelled("consent", "2026-05-20")),
    )

    assert step_of(chart, "consent")["state"] == "cancelled"


def test_no_verdict_conflict_or_alert_names_a_corrected_fact() -> None:
    chart = a_chart(WRONG, RIGHT, booked("infusion", "2026-06-08T10:00+08:00"))
    plan = picture_of(chart)
    named = {verdict["fact"] for verdict in plan["verdicts"]}
    named |= {alert["fact"] for alert in plan["alerts"]}
    named |= {fact for conflict in plan["conflicts"] for fact in conflict["facts"]}

    assert "f2" in named
    assert "f1" not in named


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ((WRONG, correcting("f9", WRONG)), "facts[1].corrects"),  # no such fact
        ((WRONG, {**RIGHT, "reason": None}), "facts[1].reason"),  # no reason
        ((WRONG, RIGHT, RIGHT), "facts[2].corrects"),  # corrected twice: which one holds?
        ((WRONG, correcting("f2", WRONG)), "facts[1].corrects"),  # itself
    ],
)
def test_a_correction_that_leaves_something_open_is_refused(
    facts: tuple[Json, ...], path: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        picture_of(a_chart(*facts))

    assert [fault.path for fault in refused.value.faults] == [path]
