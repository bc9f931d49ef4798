"""What a reader should know of how a drug was classified."""

from fractions import Fraction

from models.chart.catalogue.drug import Drug
from models.chart.facts import DrugFact, Purpose
from models.protocol.arithmetic.quantity import DoseLimit
from models.protocol.vocabulary import Acts
from models.reasons.verdicts.exposures import (
    CatalogueNote,
    ClassNotNamed,
    DepotActs,
    DoseNearLimit,
    HalfLifeWithoutSource,
    IntrathecalAsProphylaxis,
    Note,
    ReplacementAboveLimit,
)
from models.timeline.exposures.daily_doses import Amount, sum_on
from models.timeline.exposures.doses import hydrocortisone_per_day
from models.timeline.exposures.drugs.context import DrugContext


def note_on(fact: DrugFact, context: DrugContext) -> Note | None:
    """What to say of a drug's class: that the investigator confirms it, or the catalogue's note."""
    drug = context.drug_of(fact)
    if _half_life_without_source(fact):
        return HalfLifeWithoutSource()
    if drug is None:
        return None
    forms = context.forms(fact, drug)
    intrathecal = all(form.acts is Acts.INTRATHECALLY for form in forms)
    if intrathecal and fact.purpose is not Purpose.CNS_PROPHYLAXIS:
        return IntrathecalAsProphylaxis()
    if drug.confirm_class:
        return ClassNotNamed()
    depot = next((form.depot for form in forms if form.depot), None)
    if depot is not None:
        return DepotActs(days=depot.days)
    return _note_on_dose(fact, drug, context) or _note_of_catalogue(drug)


def _note_of_catalogue(drug: Drug) -> Note | None:
    return CatalogueNote(drug=drug.id) if drug.note else None


def _note_on_dose(fact: DrugFact, drug: Drug, context: DrugContext) -> Note | None:
    found = (_by_limit(limit, fact, drug, context) for limit in context.steroid_limits)
    return next((note for note in found if note is not None), None)


def _by_limit(
    limit: DoseLimit, fact: DrugFact, drug: Drug, context: DrugContext
) -> ReplacementAboveLimit | DoseNearLimit | None:
    daily = hydrocortisone_per_day(limit.unit, fact, drug, context.body)
    if fact.purpose is Purpose.REPLACEMENT and daily.least >= limit.value:
        return ReplacementAboveLimit()
    together = _on_its_last_day(limit.unit, fact, context)
    if together is None or not _is_near(limit, together):
        return None
    alone = together == daily and drug.hydrocortisone_mg == 1
    return DoseNearLimit(contested=not alone)


def _on_its_last_day(unit: str, fact: DrugFact, context: DrugContext) -> Amount | None:
    """What all systemic steroids come to on the last day of one; None where it is not one."""
    courses = context.steroid_courses[unit]
    day = next((c.possible.last for c in courses if c.fact.id == fact.id), None)
    if day is None:
        return None
    return Amount(sum_on(day, courses, certainly=True), sum_on(day, courses, certainly=False))


def _half_life_without_source(fact: DrugFact) -> bool:
    trial = fact.other_trial
    return trial is not None and trial.half_life_hours is not None and not trial.half_life_source


def _is_near(limit: DoseLimit, daily: Amount) -> bool:
    """Of 10 mg of hydrocortisone a day, 9 to 12 mg: another factor could turn the answer."""
    least, most = (limit.value * end for end in _BOUNDARY)
    return any(least <= amount <= most for amount in (daily.least, daily.most))


_BOUNDARY = (Fraction(9, 10), Fraction(12, 10))
