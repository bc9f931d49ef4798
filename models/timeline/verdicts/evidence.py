"""How a test lies to the step that it is for: pregnancy tests and CD19 count while young enough."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from models.chart.chart import Chart
from models.chart.facts import TestFact
from models.moments import Minute, Span, end_of, local_day
from models.protocol.arithmetic.shifts import first_day_after, first_day_within, last_day_within
from models.protocol.criteria import Evidence
from models.timeline.results import DayWindow


@dataclass(frozen=True, slots=True)
class Fit:
    """How a test lies to the step it is for.

    Attributes:
        certain: in the window whatever the unrecorded times of day are.
        possible: in the window for some of them.
    """

    certain: bool
    possible: bool


def window_at(evidence: Evidence, judged: Span, chart: Chart) -> DayWindow:
    """Local days on which a sample counts for a step at a given time; both ends included."""
    age, last = evidence.max_age, local_day(judged.latest, chart.zone)
    if age.elapsed:
        return DayWindow(local_day(judged.latest - age.minutes, chart.zone), last)
    return DayWindow(first_day_within(last, age), last)


def fit(evidence: Evidence, test: TestFact, judged: Span, chart: Chart) -> Fit:
    """Whether a test is before its step, and not older than its age limit."""
    before, young = (
        lies_before(evidence, test.at, judged, chart),
        _young(evidence, test, judged, chart),
    )
    return Fit(
        certain=before.certain and young.certain, possible=before.possible and young.possible
    )


def _young(evidence: Evidence, test: TestFact, judged: Span, chart: Chart) -> Fit:
    """Whether a test is not too old: by days, or from the minute of its sample by hours."""
    age, at = evidence.max_age, test.at
    if age.elapsed:
        return Fit(
            certain=judged.latest <= at.earliest + age.minutes,
            possible=judged.earliest <= at.latest + age.minutes,
        )
    last_good = last_day_within(local_day(at.earliest, chart.zone), age)
    last_maybe = last_day_within(local_day(at.latest, chart.zone), age)
    return Fit(
        certain=local_day(judged.latest, chart.zone) <= last_good,
        possible=local_day(judged.earliest, chart.zone) <= last_maybe,
    )


def counts_until(evidence: Evidence, test: TestFact, zone: ZoneInfo) -> date:
    """The last local day on which the step may be for a test to count."""
    if evidence.max_age.elapsed:
        return local_day(test.at.earliest + evidence.max_age.minutes, zone)
    return last_day_within(local_day(test.at.earliest, zone), evidence.max_age)


def lies_before(evidence: Evidence, at: Span, judged: Span, chart: Chart) -> Fit:
    """Whether something about a test was before its step."""
    step = judged if evidence.before_start else _ends_of_days(judged, chart)
    before = at.earliest <= step.latest
    if evidence.before_start and step.exact:
        before = (at if at.exact else Span(at.earliest, at.earliest)) < step  # not at the same time
    # Of a day, the minute that both may share may hold them in either order.
    shared = evidence.before_start and not (at.exact and step.exact)
    return Fit(certain=before and at.latest + shared <= step.earliest, possible=before)


def _ends_of_days(span: Span, chart: Chart) -> Span:
    """The last minutes of the days of a step: a test of the same day comes before them."""
    first, last = local_day(span.earliest, chart.zone), local_day(span.latest, chart.zone)
    return Span(end_of(first, chart.zone), end_of(last, chart.zone))


def tests_for(evidence: Evidence, chart: Chart) -> list[TestFact]:
    """Recorded tests of the kind a rule asks for, oldest first."""
    named = (test for test in chart.tests if test.test == evidence.test)
    return sorted(named, key=lambda test: (test.at.latest, test.index))


def result_due(evidence: Evidence, test: TestFact, chart: Chart) -> Minute:
    """When a result that is still awaited is asked for: the first minute after its time."""
    last = first_day_after(local_day(test.at.latest, chart.zone), evidence.result_within)
    return end_of(last, chart.zone) + 1


Fitted = tuple[TestFact, Fit]
"""A test, and how it fits the time of its step."""


def unanswered_against(against: list[Fitted], good: list[Fitted]) -> Fitted | None:
    """The last contrary test that no good test certainly came after."""
    answered = max((test.at.earliest for test, how in good if how.certain), default=None)
    left = [(t, how) for t, how in against if answered is None or t.at.latest >= answered]
    return left[-1] if left else None
