"""The one thing to record that would tell the readings of a drug apart."""

from collections.abc import Iterator, Mapping

from models.chart.catalogue.catalogue import Catalogue
from models.chart.catalogue.drug import Drug
from models.chart.facts import DrugFact
from models.protocol.arithmetic.quantity import DoseLimit
from models.reasons.questions.drugs import (
    AmbiguousNameAsked,
    DepotAsked,
    DoseAsked,
    DrugNameAsked,
    DrugQuestion,
    MarketedAsked,
    ProductAsked,
    PurposeAsked,
    RouteAsked,
    SurfaceAsked,
    TimesPerDayAsked,
)
from models.reasons.recorded import DrugGiven
from models.timeline.exposures.doses import possible_in, recorded_in
from models.timeline.exposures.drugs.context import DrugContext
from models.timeline.exposures.drugs.doubts import doubt_on
from models.timeline.exposures.drugs.worlds import counted_as, purposes_of, standings_on_the_market


def question_on(given: DrugGiven, fact: DrugFact, context: DrugContext) -> DrugQuestion:
    """What settles it: a contradiction first, then which drug it was, then how it was given."""
    if doubt := doubt_on(given, fact, context):
        return doubt.asks
    drug = counted_as(fact, context)
    if drug is None:
        return name_asked(given, context.catalogue)
    if drug.classes.intersection(context.catalogue.classes.decided_by_product):
        return ProductAsked(given=given)
    return _about_its_form(given, fact, drug, context) or _about_its_use(given, fact, drug, context)


def _about_its_form(
    given: DrugGiven, fact: DrugFact, drug: Drug, context: DrugContext
) -> DrugQuestion | None:
    forms = context.forms(fact, drug)
    if len({form.acts for form in forms if form.depot is None}) > 1:
        return RouteAsked(given=given)
    return DepotAsked(given=given) if len(forms) > 1 else None


def _about_its_use(
    given: DrugGiven, fact: DrugFact, drug: Drug, context: DrugContext
) -> DrugQuestion:
    if len(purposes_of(fact, drug, context)) > 1:
        return PurposeAsked(given=given)
    if len(standings_on_the_market(fact)) > 1:
        return MarketedAsked(given=given)
    return _dose_asked(given, fact, context)


def _dose_asked(given: DrugGiven, fact: DrugFact, context: DrugContext) -> DrugQuestion:
    """The body's surface, or how often on a day, where the rest is known of the dose."""
    unit = _unit_asked(fact, context)
    if fact.dose is not None and _surface_is_open(unit, context):
        return SurfaceAsked(given=given)
    dose, of_a_day = fact.dose, unit.endswith("/day")
    known = recorded_in(unit, fact, context.body)
    open_number = dose is not None and dose.times_per_day is None and dose.unit.daily != of_a_day
    if known is not None and open_number:
        return TimesPerDayAsked(given=given, unit=unit)
    return DoseAsked(given=given, unit=unit)


def _surface_is_open(unit: str, context: DrugContext) -> bool:
    """Whether a steroid of the chart is known by its dose, and by no surface."""
    return any(
        recorded_in(unit, course.fact, context.body) is None
        and possible_in(unit, course.fact, context.body) is not None
        for course in context.steroid_courses.get(unit, ())
    )


def name_asked(given: DrugGiven, catalogue: Catalogue) -> AmbiguousNameAsked | DrugNameAsked:
    """Which drug it was, where its name says it of none for certain."""
    if catalogue.ambiguous(given.written):
        return AmbiguousNameAsked(given=given)
    return DrugNameAsked(given=given, near=catalogue.suggestions(given.written)[:2])


def _unit_asked(fact: DrugFact, context: DrugContext) -> str:
    drug = counted_as(fact, context)
    limits = (limit for w in context.washouts if drug for limit in _limits(w.dose_from, drug.id))
    steroids = context.steroid_limits if drug and context.is_steroid(drug) else ()
    return [*limits, *(limit.unit for limit in steroids), "mg/day"][0]


def _limits(dose_from: Mapping[str, DoseLimit], drug_id: str) -> Iterator[str]:
    if drug_id in dose_from:
        yield dose_from[drug_id].unit
