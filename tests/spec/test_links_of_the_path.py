"""Each link of the path at its ends: a booking just before it, exactly on it, just after it.

All but pregnancy tests and contraception are site defaults.
"""

from datetime import date, timedelta

import pytest

from tests.spec.charts import Json, a_chart, booked, done, picture_of

INFUSED = done("infusion", "2026-05-20T10:00+08:00")
RELEASED = done("product_release", "2026-05-10")


def rules_broken(chart: Json, step: str) -> set[str]:
    """The rules of the conflicts at a step."""
    conflicts = picture_of(chart)["conflicts"]
    return {rule for each in conflicts if each["step"] == step for rule in each["rules"]}


@pytest.mark.parametrize(
    ("rule", "first", "last"),
    [
        ("PATH-day-28", "2026-06-14", "2026-06-20"),  # 17 June ± 3 days
        ("PATH-month-3", "2026-08-13", "2026-08-27"),  # 20 August ± 7 days
        ("PATH-month-6", "2026-11-13", "2026-11-27"),
        ("PATH-month-9", "2027-02-06", "2027-03-06"),  # 20 February ± 14 days
        ("PATH-month-12", "2027-05-06", "2027-06-03"),
        ("PATH-month-15", "2027-08-06", "2027-09-03"),
        ("PATH-month-18", "2027-11-06", "2027-12-04"),
        ("PATH-month-21", "2028-02-06", "2028-03-05"),
        ("PATH-month-24", "2028-05-06", "2028-06-03"),
    ],
)
def test_a_visit_is_in_time_from_its_first_day_to_its_last(
    rule: str, first: str, last: str
) -> None:
    step = rule.removeprefix("PATH-").replace("-", "_")

    def broken(day: str, time: str) -> bool:
        return rule in rules_broken(a_chart(INFUSED, booked(step, f"{day}T{time}+08:00")), step)

    assert not broken(first, "00:00")
    assert broken(_day_from(first, -1), "23:59")
    assert not broken(last, "23:59")
    assert broken(_day_from(last, 1), "00:00")


def _day_from(day: str, by: int) -> str:
    return str(date.fromisoformat(day) + timedelta(days=by))


@pytest.mark.parametrize(
    ("rule", "before", "step"),
    [
        ("PATH-screening-after-consent", "consent", "screening"),
        ("PATH-entry-at-consent", "consent", "study_entry"),
        ("PATH-apheresis-after-screening", "screening", "apheresis"),
        ("PATH-conditioning-after-release", "product_release", "conditioning_start"),
    ],
)
def test_a_step_follows_another_from_the_same_minute_on(rule: str, before: str, step: str) -> None:
    first = booked(before, "2026-07-10T10:00+08:00")
    too_early = a_chart(first, booked(step, "2026-07-10T09:59+08:00"))
    at_once = a_chart(first, booked(step, "2026-07-10T10:00+08:00"))

    assert rules_broken(too_early, step) == {rule}
    assert rules_broken(at_once, step) == set()


def test_the_infusion_follows_the_release_of_the_same_day_to_the_minute() -> None:
    released = done("product_release", "2026-05-30T10:00+08:00")

    def broken(time: str) -> set[str]:
        chart = a_chart(released, done("infusion", f"2026-05-30T{time}+08:00"))
        alerts = picture_of(chart)["alerts"]
        return {each["rule"] for each in alerts if each["step"] == "infusion"}

    assert broken("09:59") == {"PATH-infusion-after-release"}
    assert broken("10:00") == set()


@pytest.mark.parametrize(
    ("rule", "step", "day"),
    [
        ("PATH-conditioning-start", "conditioning_start", "2026-06-05"),
        ("PATH-conditioning-end", "conditioning_end", "2026-06-07"),
    ],
)
def test_lymphodepletion_is_booked_for_its_day_before_the_infusion(
    rule: str, step: str, day: str
) -> None:
    infusion = booked("infusion", "2026-06-10T10:00+08:00")
    on_it = a_chart(RELEASED, infusion, booked(step, f"{day}T23:59+08:00"))
    too_late = a_chart(RELEASED, infusion, booked(step, f"{_day_from(day, 1)}T00:00+08:00"))

    assert rules_broken(on_it, step) == set()
    assert rules_broken(too_late, step) == {rule}


def test_lymphodepletion_that_has_ended_no_longer_asks_for_its_day_before_the_infusion() -> None:
    """PATH-conditioning-end: its earliest day binds only while it is planned."""
    ended = done("conditioning_end", "2026-05-25")  # its start is not recorded
    chart = a_chart(RELEASED, ended, booked("infusion", "2026-06-08T10:00+08:00"))

    assert "PATH-conditioning-end" not in rules_broken(chart, "infusion")


def test_lymphodepletion_takes_three_days() -> None:
    """PATH-conditioning-course: the third day after its start is the first on which it ends."""
    start = booked("conditioning_start", "2026-06-10T10:00+08:00")
    chart = a_chart(RELEASED, start)
    end = next(s for s in picture_of(chart)["steps"] if s["step"] == "conditioning_end")

    assert end["opens"] == "2026-06-12T00:00+08:00"


def test_the_gate_before_lymphodepletion_is_a_rule_of_its_own() -> None:
    gate = picture_of(a_chart())["gate"]

    assert (gate["rule"], gate["step"]) == ("PATH-no-return", "conditioning_start")


def test_screening_may_be_held_again() -> None:
    """PATH-screening-again: a later booking opens it once more."""
    chart = a_chart(
        done("consent", "2026-05-10"),
        done("screening", "2026-05-11"),
        booked("screening", "2026-06-11"),
    )
    screening = next(s for s in picture_of(chart)["steps"] if s["step"] == "screening")

    assert screening["state"] == "booked"
