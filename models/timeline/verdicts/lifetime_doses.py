"""What a subject ever received of a capped drug, judged at the step that it is estimated for.

A dose that is not recorded, two figures that may be one running total, radiotherapy that may
have been of the chest: whatever is open leaves the verdict open and is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from zoneinfo import ZoneInfo

from models.chart.drugs import Drug, load_catalogue
from models.chart.facts import Chart, DrugFact, RadiotherapyFact
from models.moments import Span
from models.protocol import Protocol
from models.protocol.lifetime_dose import Cap, LifetimeDose, LowerCap, say_dose
from models.reasons.questions.drugs import AcceptanceAsked, LifetimeDoseAsked
from models.reasons.questions.results import ChestAsked
from models.reasons.recorded import DrugGiven, Irradiated
from models.reasons.stated import stated
from models.reasons.verdicts.lifetime_doses import (
    EitherAllowed,
    LessAllowed,
    LifetimeDoseJudged,
    MostAllowed,
    WouldLower,
)
from models.reasons.verdicts.washouts import CameAfter, NothingRecorded
from models.timeline.exposures.exposed import given, irradiated
from models.timeline.fact_names import name_of
from models.timeline.history.lifetime_courses import Courses, courses_before, sums_of
from models.timeline.questions import asking, question_said
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.words import cite

Asks = LifetimeDoseAsked | AcceptanceAsked | ChestAsked


class _Outcome(Enum):
    """What one reading of the facts would mean."""

    PASSES = auto()
    DISPUTED = auto()
    EXCLUDED = auto()


@dataclass(frozen=True, slots=True)
class _Estimate:
    """What one rule is judged by: its step's time, what came before, the investigator's word.

    Attributes:
        known: each drug of the chart by its fact.
    """

    rule: LifetimeDose
    at: Span | None
    courses: Courses
    decided: _Outcome
    known: Mapping[str, DrugGiven]
    protocol: Protocol
    zone: ZoneInfo


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
    """One verdict for each course of a capped drug; "not applicable" where there is none."""
    for rule in protocol.lifetime_dose:
        at = judged.get(rule.step)
        courses = courses_before(at, drugs, chart.radiotherapy)
        known = {fact.id: given(fact, drug) for fact, drug in drugs}
        decided = _decided(rule, chart)
        estimate = _Estimate(rule, at, courses, decided, known, protocol, chart.zone)
        caps = {cap.drug: cap for cap in rule.caps}
        capped = [(fact, cap) for fact, drug in drugs for cap in _caps_of(drug, caps)]
        yield from (_judge(estimate, cap, fact) for fact, cap in capped)
        if not capped:
            text = f"Nothing is recorded that it concerns: {rule.title}"
            nothing = NothingRecorded(stated=stated(rule))
            yield _verdict(estimate, None, VerdictValue.NOT_APPLICABLE, text, nothing)


def _caps_of(drug: Drug | None, caps: Mapping[str, Cap]) -> tuple[Cap, ...]:
    """The caps of a drug, or of those that it is made of."""
    held = (drug.id, *drug.holds) if drug else ()
    return tuple(caps[one] for one in held if one in caps)


def _decided(rule: LifetimeDose, chart: Chart) -> _Outcome:
    """What the investigator's last word makes of a dose within a range."""
    said = [fact.present for fact in chart.findings if fact.finding == rule.decision]
    if not said or said[-1] is None:
        return _Outcome.DISPUTED
    return _Outcome.PASSES if said[-1] else _Outcome.EXCLUDED


def _judge(estimate: _Estimate, cap: Cap, fact: DrugFact) -> Verdict:
    courses = estimate.courses
    if not courses.holds(fact):
        return _too_late(estimate, fact)
    sums = sums_of(courses.of(cap.drug))
    readings = [(amount, lowered) for amount in sums for lowered in courses.lowered(cap)]
    found = {_outcome(*reading, cap, estimate.decided) for reading in readings}
    if len(found) > 1:
        asks = _open(estimate.known[fact.id], sums, courses)
        return _weighed(estimate, cap, fact, VerdictValue.INDETERMINATE, asks)
    outcome = found.pop()
    accepted = AcceptanceAsked(given=estimate.known[fact.id])
    asked = accepted if outcome is _Outcome.DISPUTED else None
    return _weighed(estimate, cap, fact, _VALUES[outcome], asked)


def _too_late(estimate: _Estimate, fact: DrugFact) -> Verdict:
    rule, exposed = estimate.rule, estimate.known[fact.id]
    late = f"{_name(exposed)} came after {estimate.protocol.step_by_id[rule.step].title}"
    reason = CameAfter(stated=stated(rule), step=rule.step, exposed=exposed)
    return _verdict(estimate, fact, VerdictValue.NOT_APPLICABLE, late, reason)


def _weighed(
    estimate: _Estimate, cap: Cap, fact: DrugFact, value: VerdictValue, asks: Asks | None
) -> Verdict:
    rule, courses, exposed = estimate.rule, estimate.courses, estimate.known[fact.id]
    sums = sums_of(courses.of(cap.drug))
    text = f"{_given(exposed, sums)}; {rule.rule} allows {_allowed(cap, estimate)}"
    if value is VerdictValue.MET:
        text += _unlowered(cap, sums, courses)
    reason = LifetimeDoseJudged(
        stated=stated(rule),
        given=exposed,
        sums=sums,
        allowed=_allows(cap, estimate),
        allows=None if asks else value is VerdictValue.MET,
        lower=_would_lower(cap, sums, courses) if value is VerdictValue.MET else None,
        asks=asks,
    )
    return _verdict(estimate, fact, value, text, reason)


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
    if start <= amount <= end:
        return decided
    return _Outcome.PASSES if amount < start else _Outcome.EXCLUDED


def _allows(cap: Cap, estimate: _Estimate) -> MostAllowed | LessAllowed | EitherAllowed:
    """The cap that holds; both where radiotherapy may have been of the chest."""
    lower, lowered = cap.lower, estimate.courses.lowered(cap)
    most = MostAllowed(up_to=cap.up_to, disputed_to=cap.disputed_to)
    if lower is None or True not in lowered:
        return most
    because = tuple(_lowering(fact, estimate) for fact in estimate.courses.lowering(cap))
    less = LessAllowed(below=lower.below, disputed_to=lower.disputed_to, because=because)
    return EitherAllowed(most=most, less=less) if False in lowered else less


def _lowering(fact: DrugFact | RadiotherapyFact, estimate: _Estimate) -> DrugGiven | Irradiated:
    return estimate.known[fact.id] if isinstance(fact, DrugFact) else irradiated(fact)


def _would_lower(
    cap: Cap, sums: tuple[Fraction | None, ...], courses: Courses
) -> WouldLower | None:
    """What would lower the cap, where that would matter and nothing of it is recorded."""
    lower, most = cap.lower, sums[-1]
    if lower is None or True in courses.lowered(cap) or most is None or most < lower.below:
        return None
    return WouldLower(
        below=lower.below,
        disputed_to=lower.disputed_to,
        drugs=lower.drugs,
        drug_classes=lower.drug_classes,
        chest=bool(lower.fields),
    )


def _open(
    exposed: DrugGiven, sums: tuple[Fraction | None, ...], courses: Courses
) -> LifetimeDoseAsked | ChestAsked:
    if len(sums) > 1 or None in sums:
        return LifetimeDoseAsked(given=exposed)
    return ChestAsked(facts=courses.perhaps)


# -------------------------------------------------------------------- sentences


def _given(exposed: DrugGiven, sums: tuple[Fraction | None, ...]) -> str:
    name, known = _name(exposed), [say_dose(one) for one in sums if one is not None]
    if None in sums and not sums[0]:
        return f"no lifetime dose of {name} is recorded"
    return f"{name} came to {' or '.join(known)}{' or more' if None in sums else ''} in all"


def _allowed(cap: Cap, estimate: _Estimate) -> str:
    lower, courses = cap.lower, estimate.courses
    if lower is None or True not in courses.lowered(cap):
        return f"at most {say_dose(cap.up_to, cap.disputed_to)}"
    asked = f"less than {say_dose(lower.below, lower.disputed_to)} with {_why(cap, estimate)}"
    if False in courses.lowered(cap):
        return f"at most {say_dose(cap.up_to, cap.disputed_to)}, or {asked} of the chest"
    return asked


def _why(cap: Cap, estimate: _Estimate) -> str:
    lowering = (_lowering(fact, estimate) for fact in estimate.courses.lowering(cap))
    return " and ".join(_name(exposed) for exposed in lowering)


def _name(exposed: DrugGiven | Irradiated) -> str:
    return f"{name_of(exposed).en} ({exposed.fact})"


def _unlowered(cap: Cap, sums: tuple[Fraction | None, ...], courses: Courses) -> str:
    """What would lower the cap, where that would matter and nothing of it is recorded."""
    lower, most = cap.lower, sums[-1]
    if lower is None or True in courses.lowered(cap) or most is None or most < lower.below:
        return ""
    return f", and less than {say_dose(lower.below, lower.disputed_to)} with {_what(lower)},{_NONE}"


_NONE = " of which nothing is recorded"


def _what(lower: LowerCap) -> str:
    drugs = load_catalogue().by_id
    named = [
        *(drugs[drug].inn for drug in lower.drugs),
        *(f"another {name}" for name in lower.drug_classes),
    ]
    return " or ".join([*named, *(["radiotherapy of the chest"] if lower.fields else [])])


def _verdict(
    estimate: _Estimate,
    fact: DrugFact | None,
    value: VerdictValue,
    text: str,
    reason: LifetimeDoseJudged | CameAfter | NothingRecorded,
) -> Verdict:
    asks = reason.asks if isinstance(reason, LifetimeDoseJudged) else None
    rule, question = estimate.rule, question_said(asks, estimate.protocol, estimate.zone)
    asked = f" To settle it, {question.en}." if question else ""
    doubt = "Cannot tell: " if question else ""
    return Verdict(
        rule=rule.rule,
        step=rule.step,
        fact=fact.id if fact else None,
        value=value,
        text=f"{doubt}{text} ({cite(rule)}).{asked}",
        reason=reason,
        judged_at=estimate.at,
        **asking(asks, estimate.protocol, estimate.zone),
        site_default=rule.site_default,
    )
