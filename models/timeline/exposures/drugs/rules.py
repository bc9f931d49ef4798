"""Whether one drug, completely described, falls under one washout rule, and since when."""

from dataclasses import dataclass
from fractions import Fraction

from models.chart.catalogue.drug import Drug
from models.chart.facts import DrugFact, Purpose
from models.protocol.arithmetic.quantity import DoseLimit
from models.protocol.criteria import Exemption, Washout
from models.protocol.vocabulary import Acts
from models.timeline.exposures.daily_doses import Course, course_of, last_day_from
from models.timeline.exposures.drugs.context import DrugContext
from models.timeline.exposures.drugs.forms import Form
from models.timeline.exposures.steroids import any_of
from models.timeline.exposures.stops import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """One complete description of a drug fact.

    Attributes:
        high: unknown doses are taken as large as can be; otherwise as nothing.
        exempt: those by which it belongs to what its purpose is exempt for.
    """

    drug: Drug
    form: Form
    purpose: Purpose | None
    high: bool
    marketed: bool | None
    exempt: frozenset[Exemption]


def stop_under(
    washout: Washout, fact: DrugFact, way: Completion, context: DrugContext
) -> Stop | None:
    """When the exposure that a rule counts stopped; None where the rule does not count it."""
    if of_trial := _other_trial_stop(washout, fact, way):
        return of_trial
    if washout.exempt in way.exempt:
        return None
    if not _route_counts(washout, way, context):
        return None
    if way.drug.id in washout.dose_from or way.drug.id in washout.dose_below:
        return _stop_by_dose(washout, fact, way, context)
    limit = washout.steroid_limit
    if limit and _is_summed(washout, way.drug, context):
        courses = _steroids_with(limit.unit, fact, way, context)
        return _last_day(limit.value, fact, courses, way, context)
    return _stop_by_name(washout, fact, way, context)


def _is_summed(washout: Washout, drug: Drug, context: DrugContext) -> bool:
    """A systemic steroid of a class that the rule names."""
    return context.is_steroid(drug) and bool(drug.classes.intersection(washout.drug_classes))


def _stop_by_name(
    washout: Washout, fact: DrugFact, way: Completion, context: DrugContext
) -> Stop | None:
    if not _named_by(washout, way, context):
        return None
    return Stop(fact.last, _half_life(way.drug) if washout.counts_half_lives else None)


def _half_life(drug: Drug) -> Fraction | None:
    """In hours, by the catalogue."""
    return drug.half_life.hours if drug.half_life else None


def exempting(washout: Washout, drug: Drug, purpose: Purpose | None) -> Exemption | None:
    """What exempts a drug for its purpose, where the washout has such a rule."""
    exempt = washout.exempt
    if exempt and exempt.drug_class in drug.classes and purpose == exempt.purpose:
        return exempt
    return None


def exemptions_of(fact: DrugFact, drug: Drug, context: DrugContext) -> tuple[Exemption, ...]:
    """What exempts a drug for its purpose, in any rule."""
    found = (exempting(washout, drug, fact.purpose) for washout in context.washouts)
    return tuple(dict.fromkeys(each for each in found if each))


def belongs(fact: DrugFact, exemption: Exemption, context: DrugContext) -> bool | None:
    """Whether a drug is given within what exempts it; None where that cannot be told."""
    return context.lymphodepletion.holds(fact, exemption)


def _other_trial_stop(washout: Washout, fact: DrugFact, way: Completion) -> Stop | None:
    if washout.other_trial is None or fact.other_trial is None:
        return None
    if way.marketed is not (washout.other_trial == "marketed"):
        return None
    if not way.marketed:
        return Stop(fact.last)
    return Stop(fact.last, fact.other_trial.half_life_hours or _half_life(way.drug))


def _route_counts(washout: Washout, way: Completion, context: DrugContext) -> bool:
    local = not way.form.systemic or way.drug.classes & context.catalogue.classes.local
    if washout.systemic and local:
        return False
    return not (washout.routes_not and way.form.acts is Acts.INTRATHECALLY)


def _named_by(washout: Washout, way: Completion, context: DrugContext) -> bool:
    by_route = bool(washout.routes) and way.form.acts is Acts.INTRATHECALLY
    by_class = bool(_classes(way.drug, context).intersection(washout.drug_classes))
    return by_class or by_route or way.purpose in washout.purposes


def _classes(drug: Drug, context: DrugContext) -> frozenset[str]:
    """Those of a drug whose dose decides its class, under a rule that tells no doses apart."""
    of = context.catalogue.classes.of
    return drug.classes.union(of[name] for name in drug.classes if name in of)


def _stop_by_dose(
    washout: Washout, fact: DrugFact, way: Completion, context: DrugContext
) -> Stop | None:
    """By the limits of this rule alone; one that has both counts what lies between them."""
    starts, ends = washout.dose_from.get(way.drug.id), washout.dose_below.get(way.drug.id)
    high = _high_stop(starts, fact, way, context) if starts else Stop(fact.last)
    too_high = _high_stop(ends, fact, way, context) if ends else None
    whole_course_is_too_high = too_high is not None and too_high.at == fact.last
    return None if whole_course_is_too_high else high


def _high_stop(
    limit: DoseLimit, fact: DrugFact, way: Completion, context: DrugContext
) -> Stop | None:
    """When a dose at or above a limit was last given."""
    if limit.unit == "mg/m2/day":
        courses = _same_drug_courses(limit.unit, fact, way, context)
        return _last_day(limit.value, fact, courses, way, context)
    amount = context.amount(limit.unit, fact)
    reached = (amount.most if way.high else amount.least) >= limit.value
    return Stop(fact.last) if reached else None


def _last_day(
    limit: Fraction,
    fact: DrugFact,
    courses: list[Course],
    way: Completion,
    context: DrugContext,
) -> Stop | None:
    own = next(course for course in courses if course.fact.id == fact.id)
    return last_day_from(limit, own, courses, context.chart.zone, certainly=not way.high)


def _same_drug_courses(
    unit: str, fact: DrugFact, way: Completion, context: DrugContext
) -> list[Course]:
    courses = (
        _as_this_drug(unit, other, way.drug, context)
        for other in context.chart.drugs
        if other.id != fact.id
    )
    others = [course for course in courses if course is not None]
    return [*others, course_of(fact, context.amount(unit, fact), context.chart.zone)]


def _as_this_drug(unit: str, other: DrugFact, drug: Drug, context: DrugContext) -> Course | None:
    """What another systemic drug of the chart adds, if it is or may be the same one."""
    drugs = context.meanings[other.id].drugs
    if drug not in drugs or not any(form.systemic for form in context.forms(other, drug)):
        return None
    course = course_of(other, context.amount(unit, other), context.chart.zone)
    return course if len(drugs) == 1 else any_of([course], certain=False)


def _steroids_with(
    unit: str, fact: DrugFact, way: Completion, context: DrugContext
) -> list[Course]:
    """The fact's own course, as that drug, among those of the other systemic steroids."""
    others = [course for course in context.steroid_courses[unit] if course.fact.id != fact.id]
    return [*others, context.steroid(unit, fact, way.drug, way.form)]
