"""A screening that is repeated: what counts from screening counts from the one that counts."""

from collections.abc import Callable

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    booked,
    cancelled,
    done,
    event,
    missed,
    picture_of,
    step_of,
    verdict_of,
)

NOW = "2026-04-10T08:00+08:00"
VACCINE = event("live_vaccine", "2026-03-01")  # screening complies from 13 April
FIRST = (done("consent", "2026-03-01"), done("screening", "2026-03-05"))


def screening(chart: Json, **assumed: str) -> tuple[str, str]:
    found = step_of(chart, "screening", now=NOW, **assumed)
    return found["state"], found["at"]


def test_a_later_booking_opens_a_screening_that_is_done() -> None:
    chart = a_chart(*FIRST, booked("screening", "2026-04-14"))

    assert screening(chart) == ("booked", "2026-04-14")
    assert step_of(chart, "apheresis", now=NOW)["state"] == "planned"  # it waits


@pytest.mark.parametrize(("day", "verdict"), [("2026-04-12", "violation"), ("2026-04-13", "met")])
def test_rules_are_judged_at_the_screening_that_is_booked(day: str, verdict: str) -> None:
    chart = a_chart(*FIRST, VACCINE, booked("screening", day))

    assert verdict_of(a_chart(*FIRST, VACCINE), "EX-17", now=NOW)["verdict"] == "violation"
    assert verdict_of(chart, "EX-17", now=NOW)["verdict"] == verdict


def test_an_assumption_moves_the_booking_and_never_the_screening_that_is_done() -> None:
    once, again = a_chart(*FIRST), a_chart(*FIRST, booked("screening", "2026-04-14"))

    assert screening(once, screening="2026-04-15") == ("done", "2026-03-05")
    assert screening(again, screening="2026-04-15") == ("booked", "2026-04-15")


@pytest.mark.parametrize("order", [1, -1])
def test_the_last_screening_that_was_done_counts(order: int) -> None:
    chart = a_chart(*(*FIRST, done("screening", "2026-04-09"))[::order])

    assert screening(chart) == ("done", "2026-04-09")
    held = [step["at"] for each in picture_of(chart, now=NOW)["earlier"] for step in each["steps"]]
    assert held == ["2026-03-05"]


@pytest.mark.parametrize("mark", [cancelled, missed])
def test_a_repetition_that_did_not_happen_leaves_the_first(mark: Callable[..., Json]) -> None:
    chart = a_chart(*FIRST, booked("screening", "2026-04-08"), mark("screening", "2026-04-08"))

    assert screening(chart) == ("done", "2026-03-05")


def test_a_screening_held_before_its_booked_day_is_done_and_not_booked_again() -> None:
    chart = a_chart(booked("screening", "2026-04-11"), done("screening", "2026-04-09"))

    assert screening(chart) == ("done", "2026-04-09")


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    ("opened", "day", "expected"),
    [
        ("2026-03-20", "2026-04-13", ("booked", "2026-04-13")),
        ("2026-03-20", "2026-03-21", ("overdue", "2026-03-21")),
    ],
)
def test_once_the_path_is_open_again_a_booking_is_new_in_whatever_order_it_stands(
    opened: str, day: str, expected: tuple[str, str], *, backwards: bool
) -> None:
    facts = [
        *FIRST,
        event("screen_failure", "2026-03-10"),
        event("path_reopened", opened, reason="screened again"),
        booked("screening", day),
    ]

    assert screening(a_chart(*(reversed(facts) if backwards else facts))) == expected


def test_a_booking_from_before_the_path_was_opened_again_is_the_one_that_was_kept() -> None:
    chart = a_chart(
        booked("screening", "2026-03-20"),
        *FIRST,
        event("screen_failure", "2026-03-10"),
        event("path_reopened", "2026-03-20", reason="screened again"),
    )

    assert screening(chart) == ("done", "2026-03-05")


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ((), ("done", "2026-04-08")),
        ((booked("screening", "2026-04-14"),), ("booked", "2026-04-14")),
    ],
)
def test_a_correction_of_when_it_was_held_stands_where_it_was_recorded_first(
    then: tuple[Json, ...], expected: tuple[str, str]
) -> None:
    held = {**done("screening", "2026-04-09"), "id": "held"}
    corrected = {**done("screening", "2026-04-08"), "corrects": "held", "reason": "source data"}

    chart = a_chart(booked("screening", "2026-04-09"), held, *then, corrected)

    assert screening(chart) == expected


@pytest.mark.parametrize("later", ["2026-03-04", "2026-03-05"])
def test_a_booking_that_is_not_certainly_later_is_the_one_that_was_kept(later: str) -> None:
    assert screening(a_chart(*FIRST, booked("screening", later))) == ("done", "2026-03-05")


@pytest.mark.parametrize("again", [booked, done])
def test_after_apheresis_the_screening_before_it_counts(again: Callable[..., Json]) -> None:
    chart = a_chart(*FIRST, done("apheresis", "2026-03-10"), again("screening", "2026-04-09"))

    assert screening(chart) == ("done", "2026-03-05")
    assert step_of(chart, "apheresis", now=NOW)["state"] == "done"


def test_a_lost_product_leaves_time_for_another_screening() -> None:
    lost = (*FIRST, done("apheresis", "2026-03-10"), missed("product_release", "2026-03-30"))
    chart = a_chart(*lost, booked("screening", "2026-04-14"))

    assert screening(chart) == ("booked", "2026-04-14")
    held = [
        (step["step"], step["state"], step["at"])
        for each in picture_of(chart, now=NOW)["earlier"]
        for step in each["steps"]
    ]
    assert held == [("apheresis", "done", "2026-03-10"), ("screening", "done", "2026-03-05")]


OPENED_AGAIN = (
    event("screen_failure", "2026-03-11"),
    event("path_reopened", "2026-03-16", reason="screened again"),
)


@pytest.mark.parametrize("order", [1, -1], ids=["as it came", "the other way round"])
def test_a_screening_booked_for_after_the_path_was_opened_again_stands_in_any_order(
    order: int,
) -> None:
    chart = a_chart(*(*FIRST, *OPENED_AGAIN, booked("screening", "2026-04-14"))[::order])

    assert screening(chart) == ("booked", "2026-04-14")


def test_a_booking_before_the_path_ended_is_the_one_that_was_kept() -> None:
    kept = booked("screening", "2026-03-14")

    assert screening(a_chart(kept, *FIRST, *OPENED_AGAIN)) == ("done", "2026-03-05")
