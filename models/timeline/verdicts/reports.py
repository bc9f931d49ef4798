"""When a result was known: one that was known only after its step did not allow it."""

from models.chart.chart import Chart
from models.chart.facts import TestFact
from models.moments import Span
from models.protocol.criteria import Evidence
from models.reasons.questions.times import ReportTimeAsked
from models.reasons.recorded import TestTaken
from models.reasons.stated import stated
from models.reasons.verdicts.tests import ReportedTooLate
from models.timeline.verdicts.evidence import Fit, Fitted, fit, lies_before


def as_known(evidence: Evidence, fitted: Fitted, judged: Span, chart: Chart) -> Fit:
    """How a sample lies to its step, and the report of its result likewise."""
    test, how = fitted
    if test.reported is None:
        return how
    known = lies_before(evidence, test.reported, judged, chart)
    return Fit(how.certain and known.certain, how.possible and known.possible)


def report_asked(
    evidence: Evidence, test: TestFact, judged: Span, chart: Chart
) -> ReportTimeAsked | None:
    """The time of a report, where that alone leaves it open whether a test counts."""
    reported = test.reported
    if reported is None or reported.exact or not fit(evidence, test, judged, chart).certain:
        return None
    return ReportTimeAsked(sample=_sample(test), on=reported)


def why_too_late(evidence: Evidence, judged: Span, test: TestFact) -> ReportedTooLate:
    """A good sample, of which nobody knew when the step was held."""
    return ReportedTooLate(
        stated=stated(evidence),
        step=evidence.anchor,
        judged=judged,
        sample=_sample(test),
        result=test.result,
        reported=test.reported or test.at,
    )


def _sample(test: TestFact) -> TestTaken:
    return TestTaken(fact=test.id, test=test.test, at=test.at)
