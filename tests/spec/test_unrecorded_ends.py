"""Lymphodepletion has begun and nobody recorded when it ended: its end is taken as planned.

Only the record is asked for. To move the infusion for it would cost the subject days.
"""

import pytest

from tests.spec.charts import Json, a_chart, booked, cancelled, done, drug, picture_of, step_of
from tests.spec.test_after_lymphodepletion_has_begun import BEGUN, of, repairs

INFUSED = booked("infusion", "2026-07-27T10:00+08:00")
"""A Monday; lymphodepletion began on Wednesday the 22nd, and was to end on Friday the 24th."""
GIVEN = drug("fludarabine", "2026-07-24", first="2026-07-22", purpose="lymphodepletion")


def told(chart: Json, now: str) -> list[tuple[str, str, str]]:
    found = picture_of(chart, now=now)["alerts"]
    return [(a["kind"], a["severity"], a["step"]) for a in found if a["severity"] != "info"]


@pytest.mark.parametrize("drugs", [(), (GIVEN,)], ids=["no drug recorded", "its drugs recorded"])
@pytest.mark.parametrize("now", ["2026-07-25T12:00+08:00", "2026-07-26T12:00+08:00"])
def test_the_one_alert_asks_when_it_ended(now: str, drugs: tuple[Json, ...]) -> None:
    chart = a_chart(*BEGUN, *drugs, INFUSED)

    assert told(chart, now) == [("overdue", "critical", "conditioning_end")]
    assert of(chart, "conditioning_end", now)[0]["text"] == (
        "Record when lymphodepletion end was done. Lymphodepletion end is overdue: its window"
        " closed on 2026-07-24 23:59."
    )


@pytest.mark.parametrize("now", ["2026-07-25T12:00+08:00", "2026-07-27T08:00+08:00"])
def test_the_infusion_stays_where_it_is(now: str) -> None:
    chart = a_chart(*BEGUN, INFUSED)

    assert step_of(chart, "infusion", now=now)["state"] in {"booked", "due"}
    assert step_of(chart, "infusion", now=now)["opens"][:10] == "2026-07-27"
    assert repairs(chart, now) == []
    assert picture_of(chart, now=now)["feasible"]


def test_the_gate_of_the_infusion_lists_the_record() -> None:
    gate = picture_of(a_chart(*BEGUN, INFUSED), now="2026-07-25T12:00+08:00")["gate"]

    assert not gate["open"]
    assert [(one["step"], one["ask"]["kind"]) for one in gate["missing"]] == [
        ("conditioning_end", "record_when_done")
    ]


def test_while_its_last_day_lasts_nothing_is_missing() -> None:
    chart = a_chart(*BEGUN, INFUSED)

    assert picture_of(chart, now="2026-07-24T23:59+08:00")["gate"] is None
    assert picture_of(chart, now="2026-07-25T00:00+08:00")["gate"] is not None


def test_an_infusion_sooner_than_that_end_allows_is_still_told() -> None:
    chart = a_chart(*BEGUN, booked("infusion", "2026-07-26T10:00+08:00"))

    alert, closed = of(chart, "infusion", "2026-07-25T12:00+08:00")  # and it is a Sunday

    assert (alert["rule"], closed["rule"]) == ("PATH-conditioning-end", "SITE-working-days")


def test_an_end_that_was_recorded_later_moves_the_infusion() -> None:
    chart = a_chart(*BEGUN, done("conditioning_end", "2026-07-25"), INFUSED)

    assert of(chart, "infusion", "2026-07-25T12:00+08:00")[0]["text"].startswith("Move infusion")


def test_an_end_that_was_called_off_is_not_taken_as_planned() -> None:
    chart = a_chart(*BEGUN, cancelled("conditioning_end", "2026-07-24"), INFUSED)
    gate = picture_of(chart, now="2026-07-26T12:00+08:00")["gate"]

    assert gate is None or "conditioning_end" not in {one["step"] for one in gate["missing"]}


def test_of_an_infusion_far_ahead_nobody_is_called_for_it() -> None:
    chart = a_chart(*BEGUN, booked("infusion", "2026-08-05T10:00+08:00"))
    picture = picture_of(chart, now="2026-07-26T12:00+08:00")

    assert [one["step"] for one in picture["gate"]["missing"]] == ["conditioning_end"]
    assert told(chart, "2026-07-26T12:00+08:00") == []
