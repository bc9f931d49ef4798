"""A subject who withdrew, failed screening, was lost or died: nothing is due any more.

What was done stays done; the obligation of contraception outlives a withdrawal after infusion.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    booked,
    done,
    drug,
    event,
    missed,
    picture_of,
    step_of,
)

ENDS = ("withdrawn", "screen_failure", "lost_to_follow_up", "death")
BEFORE_INFUSION = (
    done("consent", "2026-04-20"),
    done("screening", "2026-04-22"),
    done("apheresis", "2026-05-04"),
    booked("infusion", "2026-06-10T10:00+08:00"),
)
AFTER_INFUSION = (done("infusion", "2026-03-10"), booked("month_3", "2026-05-29"))


def states(chart: Json) -> dict[str, str]:
    return {step["step"]: step["state"] for step in picture_of(chart)["steps"]}


@pytest.mark.parametrize("end", ENDS)
def test_what_was_done_stays_done_and_the_rest_is_cancelled(end: str) -> None:
    found = states(a_chart(*BEFORE_INFUSION, event(end, "2026-05-20")))

    assert [step for step, state in found.items() if state == "done"] == [
        "consent",
        "screening",
        "study_entry",  # taken as the day of consent
        "apheresis",
    ]
    assert set(found.values()) == {"done", "cancelled", "not_applicable"}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("path", [BEFORE_INFUSION, AFTER_INFUSION])
def test_nothing_is_overdue_due_soon_or_in_conflict(end: str, path: tuple[Json, ...]) -> None:
    plan = picture_of(
        a_chart(*path, drug("pegaspargase", "2026-05-30", route="im"), event(end, "2026-05-31"))
    )

    assert (plan["feasible"], plan["conflicts"]) == (True, [])
    assert {alert["kind"] for alert in plan["alerts"]} <= {"needs_information"}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("now", ["2026-05-01T00:00+08:00", "2026-05-11T00:00+08:00"])
def test_nobody_is_asked_to_book_a_missed_screening_again(end: str, now: str) -> None:
    """Nor once the day has come for which lymphodepletion had been booked."""
    chart = a_chart(
        done("consent", "2026-04-20"),
        missed("screening", "2026-04-22"),
        done("product_release", "2026-04-28"),
        booked("conditioning_start", "2026-05-10"),
        event(end, "2026-04-30"),
    )

    alerts = picture_of(chart, now=now)["alerts"]

    assert "screening" not in {alert["step"] for alert in alerts}


@pytest.mark.parametrize(
    ("end", "state"),
    [
        ("withdrawn", "planned"),
        ("lost_to_follow_up", "planned"),
        ("death", "cancelled"),
    ],
)
def test_contraception_outlives_a_withdrawal_after_the_infusion(end: str, state: str) -> None:
    outcome = step_of(a_chart(*AFTER_INFUSION, event(end, "2026-05-20")), "contraception_end")

    assert outcome["state"] == state
    assert outcome["opens"] == (None if state == "cancelled" else "2028-03-10T00:00+08:00")


def test_without_the_event_the_same_visit_is_overdue() -> None:
    assert states(a_chart(*AFTER_INFUSION))["month_3"] == "overdue"


def test_a_mistaken_withdrawal_that_is_corrected_brings_the_path_back() -> None:
    mistake = event("withdrawn", "2026-05-20")
    correction = {
        **event("other", "2026-05-20", text="infection of another subject"),
        "corrects": "f5",
        "reason": "wrong subject",
    }
    found = states(a_chart(*BEFORE_INFUSION, mistake, correction))

    assert found["infusion"] != "cancelled"


@pytest.mark.parametrize("end", ENDS)
def test_no_test_is_asked_for_before_a_step_that_will_not_come(end: str) -> None:
    plan = picture_of(
        a_woman(
            done("consent", "2026-04-20"),
            booked("apheresis", "2026-05-28T10:00+08:00"),
            event(end, "2026-05-20"),
        )
    )

    verdicts = {verdict["rule"]: verdict["verdict"] for verdict in plan["verdicts"]}
    assert (verdicts["IN-10a"], verdicts["IN-10b"]) == ("not_applicable", "not_applicable")
