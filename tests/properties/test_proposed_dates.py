"""The date that the planner suggests: open, at the site's hours, and safe once it is booked."""

from datetime import date, time
from zoneinfo import ZoneInfo

from holidays import country_holidays
from hypothesis import assume, event, given
from hypothesis import strategies as st

from models.timeline.results import Plan, StepOutcome
from tests.properties.budget import share
from tests.properties.engine import PROTOCOL, moment_of, picture_of, washouts_of
from tests.properties.paths import Subject, subjects

OPENS, CLOSES = time(9), time(17)  # every site's default hours, from 9:00 until before 17:00
CHINA = country_holidays("CN", years=range(2025, 2031), expand=False)
APPOINTMENTS = {step.id for step in PROTOCOL.step if not step.passive}
HUBS = ["apheresis", "conditioning_start", "infusion"]  # others are counted from these
WORKING_DAYS_ONLY = {step.id for step in PROTOCOL.step if step.days == "working"}


@share(1.5)
@given(subjects())
def test_a_suggestion_lies_in_its_window_at_the_hours_of_the_site(subject: Subject) -> None:
    plan = picture_of(subject.chart, subject.now)

    for outcome in plan.steps:
        if outcome.proposed is None:
            continue
        event(f"suggested: {outcome.step}")
        assert outcome.opens is not None
        assert outcome.opens <= outcome.proposed
        assert outcome.closes is None or outcome.proposed <= outcome.closes
        if outcome.step in APPOINTMENTS:
            assert _at_site_hours(outcome, subject.zone)


def _at_site_hours(outcome: StepOutcome, zone: ZoneInfo) -> bool:
    """Lymphodepletion and product release may fall on any day and at any hour."""
    assert outcome.proposed is not None
    local = moment_of(outcome.proposed).astimezone(zone)
    if outcome.step not in WORKING_DAYS_ONLY:
        return True
    return _works(local.date()) and OPENS <= local.time() < CLOSES


def _works(day: date) -> bool:
    return CHINA.is_working_day(day)


@share(1)
@given(st.sampled_from(HUBS).flatmap(lambda hub: subjects(undated=hub)))
def test_no_date_is_suggested_outside_the_window_of_its_step(subject: Subject) -> None:
    """Also where what it is counted from has no date, or is booked and has to move."""
    for outcome in picture_of(subject.chart, subject.now).steps:
        if outcome.proposed is not None:
            assert outcome.opens is not None, outcome.step
            assert outcome.opens <= outcome.proposed, outcome.step
            assert outcome.closes is None or outcome.proposed <= outcome.closes, outcome.step


@share(1.5)
@given(subjects(undated="infusion"))
def test_an_infusion_booked_as_suggested_breaks_no_washout(subject: Subject) -> None:
    proposed = picture_of(subject.chart, subject.now).step("infusion").proposed
    assume(proposed is not None)
    assert proposed is not None
    assume(not any(fact.get("ongoing") for fact in subject.chart["facts"]))

    booked = _booked(subject, moment_of(proposed).isoformat(timespec="minutes"))

    broken = [v for v in washouts_of(booked).values() if v.step == "infusion"]
    assert "violation" not in {verdict.value for verdict in broken}


def _booked(subject: Subject, at: str) -> Plan:
    return picture_of(subject.chart, subject.now, {"infusion": at})
