"""What a subject ever received of a capped drug, judged at the step that it is estimated for.

A dose that is not recorded, two figures that may be one running total, radiotherapy that may
have been of the chest: whatever is open leaves the verdict open and is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from models.chart.drugs import Drug
from models.chart.facts import Chart, DrugFact, RadiotherapyFact
from models.moments import Span
from models.protocol.lifetime_dose import Cap, LifetimeDose, LowerCap, say_dose
from models.said import Said
from models.timeline.history.lifetime_courses import Courses, courses_before, sums_of
from models.timeline.questions import ask_accepted, ask_chest, ask_lifetime_dose, asking
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue


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
    courses: Courses
    decided: _Outcome


_VALUES = {
    _Outcome.PASSES: VerdictValue.MET,
    _Outcome.DISPUTED: VerdictValue.INDETERMINATE,
    _Outcome.EXCLUDED: VerdictValue.VIOLATION,
}


def lifetime_verdicts(
    rules: tuple[LifetimeDose, ...],
    chart: Chart,
    drugs: Sequence[tuple[DrugFact, Drug | None]],
    judged: Mapping[str, Span | None],
) -> Iterator[Verdict]:
    """One verdict for each course of a capped drug; "not applicable" where there is none."""
    for rule in rules:
        at = judged.get(rule.step)
        courses = courses_before(at, drugs, chart.radiotherapy)
        estimate = _Estimate(rule, at, courses, _decided(rule, chart))
        caps = {cap.drug: cap for cap in rule.caps}
        capped = [(fact, caps[drug.id]) for fact, drug in drugs if drug and drug.id in caps]
        yield from (_judge(estimate, cap, fact) for fact, cap in capped)
        if not capped:
            nothing = f"Nothing is recorded that it concerns: {rule.title}"
            yield _verdict(estimate, None, VerdictValue.NOT_APPLICABLE, nothing)


def _decided(rule: LifetimeDose, chart: Chart) -> _Outcome:
    """What the investigator's last word makes of a dose within a range."""
    said = [fact.present for fact in chart.findings if fact.finding == rule.decision]
    if not said or said[-1] is None:
        return _Outcome.DISPUTED
    return _Outcome.PASSES if said[-1] else _Outcome.EXCLUDED


def _judge(estimate: _Estimate, cap: Cap, fact: DrugFact) -> Verdict:
    rule, courses = estimate.rule, estimate.courses
    if not courses.holds(fact):
        late = f"{fact.drug} ({fact.id}) came after {rule.step.replace('_', ' ')}"
        return _verdict(estimate, fact, VerdictValue.NOT_APPLICABLE, late)
    sums = sums_of(courses.of(cap.drug))
    readings = [(amount, lowered) for amount in sums for lowered in courses.lowered(cap)]
    found = {_outcome(*reading, cap, estimate.decided) for reading in readings}
    text = f"{_given(fact, sums)}; {rule.rule} allows {_allowed(cap, courses)}"
    if len(found) > 1:
        asked = _open(fact, sums, courses)
        return _verdict(estimate, fact, VerdictValue.INDETERMINATE, text, asked)
    outcome = found.pop()
    if outcome is _Outcome.PASSES:
        text += _unlowered(cap, sums, courses)
    question = ask_accepted(fact.drug) if outcome is _Outcome.DISPUTED else None
    return _verdict(estimate, fact, _VALUES[outcome], text, question)


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


# -------------------------------------------------------------------- sentences


def _given(fact: DrugFact, sums: tuple[Fraction | None, ...]) -> str:
    name, known = f"{fact.drug} ({fact.id})", [say_dose(one) for one in sums if one is not None]
    if None in sums and not sums[0]:
        return f"no lifetime dose of {name} is recorded"
    return f"{name} came to {' or '.join(known)}{' or more' if None in sums else ''} in all"


def _allowed(cap: Cap, courses: Courses) -> str:
    lower = cap.lower
    if lower is None or True not in courses.lowered(cap):
        return f"at most {say_dose(cap.up_to, cap.disputed_to)}"
    asked = f"less than {say_dose(lower.below, lower.disputed_to)} with {_why(cap, courses)}"
    if False in courses.lowered(cap):
        return f"at most {say_dose(cap.up_to, cap.disputed_to)}, or {asked} of the chest"
    return asked


def _why(cap: Cap, courses: Courses) -> str:
    return " and ".join(_name(fact) for fact in courses.lowering(cap))


def _name(fact: DrugFact | RadiotherapyFact) -> str:
    if isinstance(fact, DrugFact):
        return f"{fact.drug} ({fact.id})"
    field = (fact.field or "field not recorded").replace("_", " ")
    return f"radiotherapy ({field}, {fact.id})"


def _unlowered(cap: Cap, sums: tuple[Fraction | None, ...], courses: Courses) -> str:
    """What would lower the cap, where that would matter and nothing of it is recorded."""
    lower, most = cap.lower, sums[-1]
    if lower is None or True in courses.lowered(cap) or most is None or most < lower.below:
        return ""
    return f", and less than {say_dose(lower.below, lower.disputed_to)} with {_what(lower)},{_NONE}"


_NONE = " of which nothing is recorded"


def _what(lower: LowerCap) -> str:
    named = [*lower.drugs, *(f"another {name}" for name in lower.drug_classes)]
    return " or ".join([*named, *(["radiotherapy of the chest"] if lower.fields else [])])


def _open(fact: DrugFact, sums: tuple[Fraction | None, ...], courses: Courses) -> Said:
    if len(sums) > 1 or None in sums:
        return ask_lifetime_dose(fact.drug)
    return ask_chest(courses.perhaps)


def _verdict(
    estimate: _Estimate,
    fact: DrugFact | None,
    value: VerdictValue,
    text: str,
    question: Said | None = None,
) -> Verdict:
    rule = estimate.rule
    asked = f" To settle it, {question.en}." if question else ""
    doubt = "Cannot tell: " if question else ""
    return Verdict(
        rule=rule.rule,
        step=rule.step,
        fact=fact.id if fact else None,
        value=value,
        text=f"{doubt}{text} ({rule.source}).{asked}",
        judged_at=estimate.at,
        **asking(question),
        site_default=rule.site_default,
    )
