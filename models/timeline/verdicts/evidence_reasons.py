"""Why a test counts for its step, does not, or is still needed, as facts."""

from datetime import date
from typing import TypedDict

from models.chart.chart import Chart
from models.chart.facts import TestFact
from models.moments import Span
from models.protocol.criteria import Evidence
from models.reasons.questions.results import EarlierTestAsked, ResultAsked
from models.reasons.questions.times import ReportTimeAsked, SampleTimeAsked, StepTimeAsked
from models.reasons.recorded import TestTaken
from models.reasons.stated import Stated, stated
from models.reasons.verdicts.tests import (
    SampleAgainst,
    SampleAwaited,
    SampleCounts,
    SampleDoubtful,
    TestMissing,
    TestUnrecorded,
)
from models.timeline.verdicts.evidence import window_at


class _Needed(TypedDict):
    """What every test that is still needed says."""

    stated: Stated
    step: str
    judged: Span
    test: str
    result: str
    first: date
    last: date


def why_it_counts(evidence: Evidence, judged: Span, test: TestFact) -> SampleCounts:
    return SampleCounts(
        stated=stated(evidence),
        step=evidence.anchor,
        judged=judged,
        sample=_sample(test),
        result=test.result,
    )


def why_it_is_against(evidence: Evidence, test: TestFact) -> SampleAgainst:
    return SampleAgainst(
        stated=stated(evidence),
        step=evidence.anchor,
        sample=_sample(test),
        result=test.result,
    )


def why_it_is_doubtful(
    evidence: Evidence, judged: Span, test: TestFact, report: ReportTimeAsked | None
) -> SampleDoubtful:
    """Asks for the time of its report, of the sample or, where that is known, of the step."""
    anchor, sample = evidence.anchor, _sample(test)
    times = SampleTimeAsked(sample=sample) if test.at.coarse else StepTimeAsked(step=anchor)
    asks = report or times
    return SampleDoubtful(
        stated=stated(evidence), step=anchor, judged=judged, sample=sample, asks=asks
    )


def why_it_is_awaited(
    evidence: Evidence, judged: Span, chart: Chart, test: TestFact, *, done: bool
) -> SampleAwaited:
    """Asks for the result only once the step is done."""
    asks = ResultAsked() if done else None
    return SampleAwaited(**_needed(evidence, judged, chart), sample=_sample(test), asks=asks)


def why_none_is_recorded(evidence: Evidence, judged: Span, chart: Chart) -> TestUnrecorded:
    """Of a step that is done: the test must have been made, and is asked for."""
    asks = EarlierTestAsked(test=evidence.test, step=evidence.anchor)
    return TestUnrecorded(**_needed(evidence, judged, chart), asks=asks)


def why_none_counts(
    evidence: Evidence, judged: Span, chart: Chart, *, over: bool, after: TestFact | None
) -> TestMissing:
    """None counts; none of before a contrary test on which a person has decided."""
    sample = None if after is None else _sample(after)
    return TestMissing(**_needed(evidence, judged, chart), over=over, after=sample)


def _needed(evidence: Evidence, judged: Span, chart: Chart) -> _Needed:
    window = window_at(evidence, judged, chart)
    return {
        "stated": stated(evidence),
        "step": evidence.anchor,
        "judged": judged,
        "test": evidence.test,
        "result": evidence.result,
        "first": window.opens,
        "last": window.closes,
    }


def _sample(test: TestFact) -> TestTaken:
    return TestTaken(fact=test.id, test=test.test, at=test.at)
