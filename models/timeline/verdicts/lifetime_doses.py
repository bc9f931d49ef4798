"""What a subject ever received of a capped drug, judged at the step that it is estimated for.

A dose that is not recorded, two figures that may be one running total, radiotherapy that may
have been of the chest: whatever is open leaves the verdict open and is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from models.chart.catalogue.drug import Drug
from models.chart.chart import Chart
from models.chart.facts import DrugFact
from models.moments import Span
from models.protocol import Protocol
from models.protocol.lifetime_dose import Cap, LifetimeDose
from models.reasons.questions.drugs import AcceptanceAsked
from models.reasons.stated import stated
from models.reasons.verdicts.lifetime_doses import LifetimeDoseJudged, LifetimeDrugUnread
from models.reasons.verdicts.uncounted import CameAfter, NothingRecorded
from models.timeline.exposures.exposed import given
from models.timeline.history.lifetime_courses import courses_before, is_after, sums_of
from models.timeline.readings.readings import last_said
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.lifetime_reasons import Asks, Given, what_to_ask, why_judged
from models.timeline.verdicts.unread_lifetime_drugs import may_be_capped, why_unread


class _Outcome(Enum):
    """What one reading of the facts would mean."""

    PASSES = auto()
    DISPUTED = auto()
    EXCLUDED = auto()


@dataclass(frozen=True, slots=True)
class _Estimate:
    """What one rule is judged by: its step's time, what came before, the investigator's word."""

    rule: LifetimeDose
    at: Span | None
    given: Given
    decided: _Outcome


_VALUES = {
    _Outcome.PASSES: VerdictValue.MET,
    _Outcome.DISPUTED: VerdictValue.INDETERMINATE,
    _Outcome.EXCLUDED: VerdictValue.VIOLATION,
}


def lifetime_verdicts(
    protocol: Protocol,
    chart: Chart,
    drugs: Sequence[tuple[DrugFact, Drug | None]],
    judged: Mapping[str, Span | None],
) -> Iterator[Verdict]:
    """One verdict for each course of what is, or may be, a capped drug.

    "Not applicable" where there is none.
    """
    known = {fact.id: given(fact, drug) for fact, drug in drugs}
    for rule in protocol.lifetime_dose:
        at = judged.get(rule.step)
        courses = courses_before(at, drugs, chart.radiotherapy)
        estimate = _Estimate(rule, at, Given(courses, known), _decided(rule, chart, protocol))
        caps = {cap.drug: cap for cap in rule.caps}
        capped = [(fact, cap) for fact, drug in drugs for cap in _caps_of(drug, caps)]
        unread = tuple(fact for fact, drug in drugs if drug is None and may_be_capped(fact, caps))
        yield from (_judge(estimate, cap, fact) for fact, cap in capped)
        yield from (_unread(estimate, fact) for fact in unread)
        if not capped and not unread:
            nothing = NothingRecorded(stated=stated(rule))
            yield _verdict(estimate, None, VerdictValue.NOT_APPLICABLE, nothing)


def _caps_of(drug: Drug | None, caps: Mapping[str, Cap]) -> tuple[Cap, ...]:
    """The caps of a drug, or of those that it is made of."""
    held = (drug.id, *drug.holds) if drug else ()
    return tuple(caps[one] for one in held if one in caps)


def _decided(rule: LifetimeDose, chart: Chart, protocol: Protocol) -> _Outcome:
    """What the investigator's last word makes of a dose within a range."""
    said = last_said(rule.decision, chart, protocol)
    if said is None or said.present is None:
        return _Outcome.DISPUTED
    return _Outcome.PASSES if said.present else _Outcome.EXCLUDED


def _judge(estimate: _Estimate, cap: Cap, fact: DrugFact) -> Verdict:
    courses, exposed = estimate.given.courses, estimate.given.known[fact.id]
    if not courses.holds(fact):
        return _too_late(estimate, fact)
    sums = sums_of(courses.of(cap.drug))
    readings = [(amount, lowered) for amount in sums for lowered in courses.lowered(cap)]
    found = {_outcome(*reading, cap, estimate.decided) for reading in readings}
    if len(found) > 1:
        asks = what_to_ask(exposed, sums, courses)
        return _weighed(estimate, cap, fact, VerdictValue.INDETERMINATE, asks)
    outcome = found.pop()
    asked = AcceptanceAsked(given=exposed) if outcome is _Outcome.DISPUTED else None
    return _weighed(estimate, cap, fact, _VALUES[outcome], asked)


def _unread(estimate: _Estimate, fact: DrugFact) -> Verdict:
    if is_after(fact, estimate.at):
        return _too_late(estimate, fact)
    reason = why_unread(estimate.rule, fact, estimate.given.known[fact.id])
    return _verdict(estimate, fact, VerdictValue.INDETERMINATE, reason)


def _too_late(estimate: _Estimate, fact: DrugFact) -> Verdict:
    rule, exposed = estimate.rule, estimate.given.known[fact.id]
    reason = CameAfter(stated=stated(rule), step=rule.step, exposed=exposed)
    return _verdict(estimate, fact, VerdictValue.NOT_APPLICABLE, reason)


def _weighed(
    estimate: _Estimate, cap: Cap, fact: DrugFact, value: VerdictValue, asks: Asks | None
) -> Verdict:
    exposed = estimate.given.known[fact.id]
    allows = None if asks else value is VerdictValue.MET
    reason = why_judged(estimate.rule, cap, exposed, estimate.given, allows=allows, asks=asks)
    return _verdict(estimate, fact, value, reason)


def _outcome(amount: Fraction | None, lowered: bool, cap: Cap, decided: _Outcome) -> _Outcome:
    """What an amount means; one without an upper end is above every cap."""
    if amount is None:
        return _Outcome.EXCLUDED
    if lowered and cap.lower is not None:
        start, end, passes = cap.lower.below, cap.lower.disputed_to, amount < cap.lower.below
    else:
        start, end, passes = cap.up_to, cap.disputed_to, amount <= cap.up_to
    if end is None:
        return _Outcome.PASSES if passes else _Outcome.EXCLUDED
    if amount < start:
        return _Outcome.PASSES
    return decided if amount <= end else _Outcome.EXCLUDED


def _verdict(
    estimate: _Estimate,
    fact: DrugFact | None,
    value: VerdictValue,
    reason: LifetimeDoseJudged | LifetimeDrugUnread | CameAfter | NothingRecorded,
) -> Verdict:
    rule = estimate.rule
    return Verdict(
        rule=rule.rule,
        step=rule.step,
        fact=fact.id if fact else None,
        value=value,
        reason=reason,
        asks=reason.asks if isinstance(reason, LifetimeDoseJudged | LifetimeDrugUnread) else None,
        judged_at=estimate.at,
        site_default=rule.site_default,
    )
