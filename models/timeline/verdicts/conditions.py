"""Criteria of measured values and findings: every need holds, by one of its alternatives.

Three-valued throughout: what is not recorded, or cannot be compared, is neither held to be
so nor not so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from models.chart.facts import Chart
from models.moments import Minute, Span
from models.protocol import Protocol
from models.protocol.conditions import Alternative, Condition, Need
from models.reasons.questions.results import ValuesAsked, ValueWanted, Wanted
from models.reasons.stated import stated
from models.reasons.verdicts.criteria import (
    ConditionJudged,
    ConditionUnrecorded,
    FindingOnRecord,
    OnRecord,
    ValueOnRecord,
)
from models.timeline.history.readings import Reading, Values, readings_of
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.formulas import worked_out


@dataclass(frozen=True, slots=True)
class Weighed:
    """One need, or one alternative of it.

    Attributes:
        holds: None where it cannot be told.
        readings: what was recorded of it; empty where nothing was.
        asks: what would settle it; empty where it is settled.
    """

    holds: bool | None
    readings: tuple[Reading, ...] = ()
    asks: tuple[ValueWanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A condition judged: its value, the readings that decide it, what is to be asked for."""

    value: VerdictValue
    readings: tuple[Reading, ...] = ()
    asks: tuple[ValueWanted, ...] = ()


def condition_verdict(
    condition: Condition,
    chart: Chart,
    protocol: Protocol,
    judged: Span | None,
    until: Minute | None,
) -> Verdict:
    """One condition judged on the last values that count."""
    outcome = weigh(condition, chart, protocol, until)
    readings = outcome.readings
    asks = ValuesAsked(values=outcome.asks) if outcome.asks else None
    return Verdict(
        rule=condition.rule,
        step=condition.step,
        fact=readings[0].fact if readings else None,
        value=outcome.value,
        reason=_reason(condition, outcome, asks),
        asks=asks,
        judged_at=judged,
        site_default=condition.site_default,
    )


_ALLOWS = {VerdictValue.MET: True, VerdictValue.VIOLATION: False}


def _reason(
    condition: Condition, outcome: Outcome, asks: ValuesAsked | None
) -> ConditionJudged | ConditionUnrecorded:
    if outcome.value is VerdictValue.NOT_APPLICABLE:
        return ConditionUnrecorded(stated=stated(condition))
    return ConditionJudged(
        stated=stated(condition),
        allows=_ALLOWS.get(outcome.value),
        recorded=tuple(dict.fromkeys(_on_record(reading) for reading in outcome.readings)),
        asks=asks,
    )


def _on_record(reading: Reading) -> OnRecord:
    about, fact, at = reading.about, reading.fact, reading.at
    if reading.recorded is not None:
        value, unit = reading.recorded
        return ValueOnRecord(about=about, fact=fact, at=at, value=value, unit=unit)
    if isinstance(reading.value, Fraction):
        return ValueOnRecord(about=about, fact=fact, at=at, value=reading.value, unit=None)
    return FindingOnRecord(about=about, fact=fact, at=at, present=reading.value)


def weigh(condition: Condition, chart: Chart, protocol: Protocol, until: Minute | None) -> Outcome:
    """Whether all needs hold; "not applicable" while nothing at all is recorded."""
    values = Values(chart, protocol, until)
    needs = [_need(need, values) for need in condition.needs]
    if not any(need.readings for need in needs):
        return Outcome(VerdictValue.NOT_APPLICABLE)
    against = [need for need in needs if need.holds is False]
    if against:
        return Outcome(VerdictValue.VIOLATION, _readings(against))
    unsettled = [need for need in needs if need.holds is None]
    if unsettled:
        asks = dict.fromkeys(chain.from_iterable(need.asks for need in unsettled))
        return Outcome(VerdictValue.INDETERMINATE, _readings(unsettled), tuple(asks))
    return Outcome(VerdictValue.MET, _readings(needs))


def _readings(needs: list[Weighed]) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(need.readings for need in needs)))


def _need(need: Need, values: Values) -> Weighed:
    """One way of saying it that holds, or one exception; an unrecorded exception might hold."""
    said = dict.fromkeys(alternative.waives for alternative in need)
    parts = [_agreed([a for a in need if a.waives == name], values) for name in said]
    readings = tuple(chain.from_iterable(part.readings for part in parts))
    for part in parts:
        if part.holds:
            return part if part is parts[0] else Weighed(True, readings)
    unsettled = [part for part in parts if part.holds is None]
    return Weighed(None, readings, unsettled[0].asks) if unsettled else Weighed(False, readings)


def _agreed(ways: list[Alternative], values: Values) -> Weighed:
    """Several ways of saying one thing, as far as they were recorded; they must agree."""
    recorded = [way for each in ways if (way := _alternative(each, values)).readings]
    first = _about(ways[0])
    if not recorded:
        return Weighed(None, (), (ValueWanted(wanted=Wanted.RECORD, about=first),))
    readings = tuple(chain.from_iterable(way.readings for way in recorded))
    if len({way.holds for way in recorded}) == 1:
        return Weighed(recorded[0].holds, readings, recorded[0].asks)
    asks = tuple(chain.from_iterable(way.asks for way in recorded))
    return Weighed(None, readings, asks or (_disagreeing(first, readings[0]),))


def _alternative(alternative: Alternative, values: Values) -> Weighed:
    readings = tuple(_of(alternative, values))
    if not readings:
        return Weighed(None, (), (ValueWanted(wanted=Wanted.RECORD, about=_about(alternative)),))
    held = {_holds(alternative, reading) for reading in readings}
    asks = tuple(reading.ask for reading in readings if reading.ask is not None)
    if len(held) == 1:
        return Weighed(held.pop(), readings, asks)
    return Weighed(None, readings, asks or (_disagreeing(_about(alternative), readings[0]),))


def _disagreeing(about: str, reading: Reading) -> ValueWanted:
    """Two that disagree, and no telling which came last."""
    return ValueWanted(wanted=Wanted.TIME, about=about, fact=reading.fact)


def _of(alternative: Alternative, values: Values) -> Iterator[Reading]:
    if alternative.finding is not None:
        yield from values.found(alternative.finding)
    elif alternative.measure is not None:
        measure = values.protocol.measure_by_id[alternative.measure]
        recorded = tuple(readings_of(measure, alternative.times, values))
        yield from recorded or worked_out(measure, values)


def _holds(alternative: Alternative, reading: Reading) -> bool | None:
    if reading.value is None:
        return None
    if isinstance(reading.value, bool):
        return reading.value == alternative.present
    return alternative.holds_for(reading.value)


def _about(alternative: Alternative) -> str:
    return alternative.finding or alternative.measure or ""
