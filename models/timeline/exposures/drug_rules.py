"""Whether one drug, completely described, falls under one washout rule, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.chart.drugs import Catalogue, Drug
from models.chart.facts import Chart, DrugFact, Purpose
from models.chart.routes import Acts
from models.protocol.criteria import Washout
from models.timeline.exposures.daily_doses import Course, course_of, last_day_from
from models.timeline.exposures.doses import (
    NOTHING_KNOWN,
    amount_in,
    hydrocortisone_per_day,
)
from models.timeline.exposures.stops import Stop
from models.timeline.exposures.ways_given import LOCAL_CLASSES, may_be_systemic


@dataclass(frozen=True, kw_only=True)
class DrugContext:
    """What reading one drug fact needs: all drugs of the chart, for their daily sums."""

    chart: Chart
    washouts: tuple[Washout, ...]
    drug_of: Mapping[str, Drug | None]
    catalogue: Catalogue

    @cached_property
    def steroid_courses(self) -> tuple[Course, ...]:
        """The systemic steroids of the chart as they are recorded, read once for them all."""
        return tuple(
            _steroid_course(fact, drug, self.chart)
            for fact in self.chart.drugs
            if _is_systemic_steroid(fact, drug := self.drug_of[fact.id])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """One complete description of a drug fact.

    Attributes:
        high: unknown doses are taken as large as can be; otherwise as nothing.
    """

    drug: Drug
    acts: Acts
    purpose: Purpose | None
    high: bool
    marketed: bool | None


def stop_under(
    washout: Washout, fact: DrugFact, way: Completion, context: DrugContext
) -> Stop | None:
    """When the exposure that a rule counts stopped; None where the rule does not count it."""
    if washout.other_trial is not None:
        return _other_trial_stop(washout, fact, way)
    if exempting(washout, way.drug, way.purpose) or not _route_counts(washout, way):
        return None
    if way.drug.id in washout.dose_from or way.drug.id in washout.dose_below:
        return _stop_by_dose(washout, fact, way, context)
    if washout.daily_hydrocortisone_from and "steroid" in way.drug.classes:
        limit = Fraction(washout.daily_hydrocortisone_from)
        return _last_day(limit, fact, _steroid_courses(fact, way, context), way, context)
    return Stop(fact.last) if _named_by(washout, way) else None


def exempting(washout: Washout, drug: Drug, purpose: Purpose | None) -> str | None:
    """The rule that exempts a drug for its purpose, where the washout has one."""
    exempt = washout.exempt
    if exempt and exempt.drug_class in drug.classes and purpose == exempt.purpose:
        return exempt.rule
    return None


def _other_trial_stop(washout: Washout, fact: DrugFact, way: Completion) -> Stop | None:
    if fact.other_trial is None or way.marketed is not (washout.other_trial == "marketed"):
        return None
    return Stop(fact.last, fact.other_trial.half_life_hours if way.marketed else None)


def _route_counts(washout: Washout, way: Completion) -> bool:
    local = way.acts is not Acts.SYSTEMICALLY or way.drug.classes & LOCAL_CLASSES
    if washout.systemic and local:
        return False
    return not (washout.routes_not and way.acts is Acts.INTRATHECALLY)


def _named_by(washout: Washout, way: Completion) -> bool:
    by_route = bool(washout.routes) and way.acts is Acts.INTRATHECALLY
    by_class = bool(way.drug.classes.intersection(washout.drug_classes))
    return by_class or by_route or way.purpose in washout.purposes


def _stop_by_dose(
    washout: Washout, fact: DrugFact, way: Completion, context: DrugContext
) -> Stop | None:
    high = _high_stop(fact, way, context)
    if way.drug.id in washout.dose_from:
        return high
    whole_course_is_high = high is not None and high.at == fact.last
    return None if whole_course_is_high else Stop(fact.last)


def _high_stop(fact: DrugFact, way: Completion, context: DrugContext) -> Stop | None:
    """When a dose at or above the drug's own limit was last given."""
    limit = next(w.dose_from[way.drug.id] for w in context.washouts if way.drug.id in w.dose_from)
    if limit.unit == "mg/m2/day":
        courses = _same_drug_courses(limit.unit, fact, way, context)
        return _last_day(limit.value, fact, courses, way, context)
    amount = amount_in(limit.unit, fact, context.chart)
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
    chart = context.chart
    return [
        course_of(other, amount_in(unit, other, chart), chart.zone)
        for other in chart.drugs
        if other.id == fact.id or _counted(other, context) == way.drug.id
    ]


def _counted(other: DrugFact, context: DrugContext) -> str | None:
    """The id of another systemic drug of the chart; None where it is not known or local."""
    drug = context.drug_of[other.id]
    return drug.id if drug is not None and may_be_systemic(other, drug) else None


def _steroid_courses(fact: DrugFact, way: Completion, context: DrugContext) -> list[Course]:
    """The fact's own course, as that drug, among those of the other systemic steroids."""
    others = [course for course in context.steroid_courses if course.fact.id != fact.id]
    return [*others, _steroid_course(fact, way.drug, context.chart)]


def _steroid_course(fact: DrugFact, drug: Drug | None, chart: Chart) -> Course:
    amount = hydrocortisone_per_day(fact, drug, chart) if drug else NOTHING_KNOWN
    return course_of(fact, amount, chart.zone)


def _is_systemic_steroid(fact: DrugFact, drug: Drug | None) -> bool:
    return drug is not None and "steroid" in drug.classes and may_be_systemic(fact, drug)
