"""Criteria that no washout and no test decides: disease history, age, values, findings."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from models.chart.chart import Chart
from models.moments import Minute, Span, local_day
from models.protocol import Protocol
from models.protocol.conditions import Condition
from models.protocol.criteria import Age, Interval
from models.timeline.results import Verdict
from models.timeline.verdicts.ages import age_verdict
from models.timeline.verdicts.values.conditions import condition_verdict
from models.timeline.verdicts.values.intervals import interval_verdict

Kept = MutableMapping[tuple[int, Span | date | None], Verdict]
"""What was judged already, by the place of its line and what counts of the date of its step."""


def eligibility_verdicts(
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
    ends: Mapping[str, Minute],
    kept: Kept,
) -> Iterator[Verdict]:
    """Age, ways into the trial, measured values and findings; from recorded facts alone.

    Args:
        ends: the last minute at which each step that is done may have been.
        kept: what was judged of the same facts already, by line and date; changes no answer.
    """
    lines: Iterable[Age | Interval | Condition]
    lines = (protocol.age, *protocol.interval, *protocol.condition)
    for number, line in enumerate(lines):
        at = judged.get(line.step)
        key = number, _all_that_counts(line, at, chart.zone, protocol)
        verdict = kept.get(key)
        if verdict is None:
            verdict = kept[key] = _verdict_on(line, chart, protocol, at, ends)
        yield verdict if verdict.judged_at == at else replace(verdict, judged_at=at)


def _all_that_counts(
    line: Age | Interval | Condition, at: Span | None, zone: ZoneInfo, protocol: Protocol
) -> Span | date | None:
    """What of a date can change the verdict: of values that grow old its last day, else nothing."""
    grain = protocol.aging.get(line.rule)
    if not isinstance(line, Condition) or grain == "minute":
        return at
    return None if at is None or grain is None else local_day(at.latest, zone)


def _verdict_on(
    line: Age | Interval | Condition,
    chart: Chart,
    protocol: Protocol,
    at: Span | None,
    ends: Mapping[str, Minute],
) -> Verdict:
    match line:
        case Age():
            return age_verdict(line, chart, at)
        case Interval():
            return interval_verdict(line, chart, at, protocol.measure_by_id)
        case Condition():
            return condition_verdict(line, chart, protocol, at, ends.get(line.until or ""))
