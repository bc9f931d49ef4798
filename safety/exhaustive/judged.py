"""What the product says of one rule at one minute: by its own functions, and by a whole plan."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from models.chart import read_chart
from models.chart.chart import Chart
from models.chart.facts import StepMark
from models.moments import Minute, Span, iso, read_span
from models.plan import assess
from models.protocol import Protocol, load_protocol
from models.timeline.history.step_records import StepRecord
from models.timeline.results import Verdict
from models.timeline.verdicts.ages import age_verdict
from models.timeline.verdicts.evidence_verdicts import evidence_verdicts
from models.timeline.verdicts.obligations import obligation_verdicts
from models.timeline.verdicts.values.intervals import interval_verdict
from models.timeline.verdicts.washout_verdicts import washout_verdicts
from models.timeline.windows.case import open_case
from safety.exhaustive.recorded import Recorded
from safety.exhaustive.rules import AGES, INTERVALS, OBLIGATIONS, TESTS, WASHOUTS, Json, Rule

Judge = Callable[[Minute], str]
"""The verdict at a minute."""

FACT: Final = "f1"
LATER: Final = read_span("2040-01-01T00:00+00:00", ZoneInfo("UTC")).earliest
"""By then all that is recorded has happened, and no test is still to come."""
PROTOCOL: Final = load_protocol("NCT04684147")


def chart_of(rule: Rule, recorded: Recorded, zone: ZoneInfo, *further: Json) -> Json:
    """A chart with nothing but the one fact."""
    timed = {rule.time_of: recorded.text}
    facts = [{"id": FACT, **rule.fact, **timed}] if rule.fact else []
    return {
        "schema": "dayzero.chart/1",
        "subject": "CN01-007",
        "site": "CN01",
        "timezone": zone.key,
        "protocol": "NCT04684147",
        "sex": "male",
        **rule.subject,
        **({} if rule.fact else timed),
        "facts": [*facts, *further],
    }


def judge_of(
    rule: Rule, recorded: Recorded, zone: ZoneInfo, protocol: Protocol = PROTOCOL
) -> Judge:
    """The function that a plan is made with, for this rule alone: the fact is read once."""
    chart = read_chart(chart_of(rule, recorded, zone), protocol=protocol, now=LATER)
    makers = ((WASHOUTS, _washout), (TESTS, _test), (AGES, _age), (OBLIGATIONS, _obligation))
    for rules, maker in makers:
        if rule in rules:
            return maker(rule, chart, protocol)
    return _interval(rule, chart, protocol)


def _washout(rule: Rule, chart: Chart, protocol: Protocol) -> Judge:
    alone = _with_only(protocol, "washout", rule)
    cleared = [c for c in open_case(chart, protocol).clearings if c.washout.rule == rule.id]
    nothing_done: frozenset[str] = frozenset()

    def at(minute: Minute) -> str:
        judged = {rule.judges: Span(minute, minute)}
        return _one(washout_verdicts(cleared, chart, alone, judged, done=nothing_done))

    return at


def _test(rule: Rule, chart: Chart, protocol: Protocol) -> Judge:
    alone, none = _with_only(protocol, "evidence", rule), frozenset[str]()

    def at(minute: Minute) -> str:
        judged = {rule.judges: Span(minute, minute)}
        return _one(evidence_verdicts(chart, alone, judged, done=none, ended=none, passed=judged))

    return at


def _age(_rule: Rule, chart: Chart, protocol: Protocol) -> Judge:
    return lambda minute: age_verdict(protocol.age, chart, Span(minute, minute)).value.value


def _obligation(rule: Rule, chart: Chart, protocol: Protocol) -> Judge:
    case = open_case(chart, protocol)

    def at(minute: Minute) -> str:
        kept = StepRecord(mark=StepMark.DONE, at=Span(minute, minute))
        recorded = {**case.recorded, rule.judges: kept}
        return _one(obligation_verdicts(replace(case, recorded=recorded), {}))

    return at


def _interval(rule: Rule, chart: Chart, protocol: Protocol) -> Judge:
    interval = next(each for each in protocol.interval if each.rule == rule.id)
    measures = protocol.measure_by_id
    if rule.judges == interval.step:
        return lambda minute: (
            interval_verdict(interval, chart, Span(minute, minute), measures).value.value
        )
    began = next(iter(chart.events))

    def at(minute: Minute) -> str:
        ended = replace(began, id="f2", event=rule.judges, at=Span(minute, minute))
        both = replace(chart, entries=(*chart.entries, ended))
        return interval_verdict(interval, both, None, measures).value.value

    return at


def _with_only(protocol: Protocol, kind: str, rule: Rule) -> Protocol:
    named = tuple(each for each in getattr(protocol, kind) if each.rule == rule.id)
    return protocol.model_copy(update={kind: named})


def _one(verdicts: Iterable[Verdict]) -> str:
    (verdict,) = verdicts
    return verdict.value.value


# -------------------------------------------------------------------- by a whole plan


def planned(rule: Rule, recorded: Recorded, zone: ZoneInfo, minute: Minute) -> str:
    """What a plan says of the same rule at the same minute, from a chart as one hands it in.

    It is `plan()` but for the look for the next change, which takes far longer than the rest
    and adds no verdict: tests/spec/test_examples.py holds that nothing else is left out.
    """
    further, assumed = _as_a_fact_or_assumed(rule, zone, minute)
    chart = read_chart(chart_of(rule, recorded, zone, *further), protocol=PROTOCOL, now=LATER)
    said = assess(open_case(chart, PROTOCOL, assumed), LATER).verdicts
    return _one(verdict for verdict in said if _is_about(rule, verdict))


def _as_a_fact_or_assumed(
    rule: Rule, zone: ZoneInfo, minute: Minute
) -> tuple[list[Json], Mapping[str, Span]]:
    at: dict[str, Any] = {"id": "f2", "at": iso(minute, zone)}
    if rule in OBLIGATIONS:
        return [{**at, "kind": "step", "step": rule.judges, "state": "done"}], {}
    if rule in INTERVALS and rule.judges not in PROTOCOL.order:
        return [{**at, "kind": "event", "event": rule.judges}], {}
    return [], {rule.judges: Span(minute, minute)}


def _is_about(rule: Rule, verdict: Verdict) -> bool:
    return verdict.rule == rule.id and (rule not in WASHOUTS or verdict.fact == FACT)
