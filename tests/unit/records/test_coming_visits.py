"""Appointments of many subjects, read from what the passes published."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.records.store import ComingVisit, at_sites_alone, coming_visits
from models.timeline.values import StepState
from tests.unit.records.recorded import bring_in, chart
from tests.web.pages import booked, done, pass_over

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def published(engine: Engine) -> Engine:
    path = (
        done("f1", "consent", "2026-02-02"),
        done("f2", "screening", "2026-02-03"),
        booked("f3", "apheresis", "2026-03-12T23:30+08:00"),
    )
    bring_in(
        engine,
        chart(*path, subject="CN01-001"),
        chart(*path[:2], booked("f3", "apheresis", "2026-03-13"), subject="CN02-001", site="CN02"),
    )
    for subject in ("CN01-001", "CN02-001"):
        pass_over(engine, subject)
    return engine


def of(found: list[ComingVisit]) -> list[tuple[str, date]]:
    return [(visit.subject, visit.day) for visit in found if visit.step == "apheresis"]


def test_an_hour_before_midnight_is_of_the_sites_day_and_not_of_utcs(published: Engine) -> None:
    on_the_day = coming_visits(published, date(2026, 3, 12), date(2026, 3, 12))

    assert of(on_the_day) == [("CN01-001", date(2026, 3, 12))]
    assert on_the_day[0].state is StepState.BOOKED
    assert of(coming_visits(published, date(2026, 3, 11), date(2026, 3, 11))) == []


def test_a_day_without_an_hour_counts_as_its_day_and_both_ends_are_included(
    published: Engine,
) -> None:
    assert of(coming_visits(published, date(2026, 3, 13), date(2026, 3, 13))) == [
        ("CN02-001", date(2026, 3, 13))
    ]
    assert of(coming_visits(published, date(2026, 3, 12), date(2026, 3, 13))) == [
        ("CN01-001", date(2026, 3, 12)),
        ("CN02-001", date(2026, 3, 13)),
    ]


def test_only_the_sites_that_are_asked_for_are_read(published: Engine) -> None:
    assert of(coming_visits(published, *MARCH, at_sites_alone(["CN02"]))) == [
        ("CN02-001", date(2026, 3, 13))
    ]
    assert coming_visits(published, *MARCH, at_sites_alone([])) == []


def test_a_date_that_is_only_suggested_is_nobodys_appointment(published: Engine) -> None:
    assert {visit.step for visit in coming_visits(published, *MARCH)} == {"apheresis"}
