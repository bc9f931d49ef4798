"""Results against a step of which a person has decided that they say nothing of the subject."""

from collections.abc import Iterator, Sequence

from models.chart.chart import Chart
from models.chart.facts import TestFact
from models.moments import Span
from models.protocol import Protocol
from models.protocol.criteria import Evidence
from models.protocol.holds import Hold
from models.timeline.history.hold_records import decisions, is_ended_by


def is_decided(
    evidence: Evidence, test: TestFact, judged: Span, chart: Chart, protocol: Protocol
) -> bool:
    """Whether a decision certainly ends the hold of a result, and may have been before the step."""
    decided = [
        one
        for hold in _raised_by(evidence, test, protocol.hold)
        for one in decisions(hold, chart, protocol)
        if one.at.earliest <= judged.latest
    ]
    return is_ended_by(decided, test, chart)


def _raised_by(evidence: Evidence, test: TestFact, holds: Sequence[Hold]) -> Iterator[Hold]:
    raising = evidence.test, test.result
    for hold in holds:
        if any((trigger.test, trigger.result) == raising for trigger in hold.raised_by):
            yield hold
