"""Criteria that no washout and no test decides: disease history, age, values, findings."""

from collections.abc import Iterator, Mapping

from models.chart.chart import Chart
from models.moments import Minute, Span
from models.protocol import Protocol
from models.timeline.results import Verdict
from models.timeline.verdicts.ages import age_verdict
from models.timeline.verdicts.values.conditions import condition_verdict
from models.timeline.verdicts.values.intervals import interval_verdict


def eligibility_verdicts(
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
    ends: Mapping[str, Minute],
) -> Iterator[Verdict]:
    """Age, ways into the trial, measured values and findings; from recorded facts alone.

    Args:
        ends: the last minute at which each step that is done may have been.
    """
    yield age_verdict(protocol.age, chart, judged.get(protocol.age.step))
    for interval in protocol.interval:
        yield interval_verdict(interval, chart, judged.get(interval.step), protocol.measure_by_id)
    for condition in protocol.condition:
        until = ends.get(condition.until or "")
        yield condition_verdict(condition, chart, protocol, judged.get(condition.step), until)
