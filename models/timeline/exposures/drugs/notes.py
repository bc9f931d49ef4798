"""What a reader should know of how a drug was classified."""

from fractions import Fraction

from models.chart.catalogue.drug import Drug
from models.chart.facts import DrugFact, Purpose
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
    daily = hydrocortisone_per_day(fact, drug, context.chart)
    if fact.purpose is Purpose.REPLACEMENT and _therapeutic(daily, context):
        return ReplacementAboveLimit()
    together = _on_its_last_day(fact, context)
    if together is None or not _near_the_limit(together):
        return None
    alone = together == daily and drug.hydrocortisone_mg == 1
    return DoseNearLimit(contested=not alone)


def _on_its_last_day(fact: DrugFact, context: DrugContext) -> Amount | None:
    """What all systemic steroids come to on the last day of one; None where it is not one."""
    courses = context.steroid_courses
    day = next((c.possible.last for c in courses if c.fact.id == fact.id), None)
    if day is None:
        return None
    return Amount(sum_on(day, courses, certainly=True), sum_on(day, courses, certainly=False))


def _half_life_without_source(fact: DrugFact) -> bool:
    trial = fact.other_trial
    return trial is not None and trial.half_life_hours is not None and not trial.half_life_source


def _therapeutic(daily: Amount, context: DrugContext) -> bool:
    limits = (w.daily_hydrocortisone_from for w in context.washouts)
    return any(daily.least >= Fraction(limit) for limit in limits if limit)


def _near_the_limit(daily: Amount) -> bool:
    """9 to 12 mg of hydrocortisone a day: another published factor could turn the answer."""
    return any(_BOUNDARY[0] <= amount <= _BOUNDARY[1] for amount in (daily.least, daily.most))


_BOUNDARY = (Fraction(9), Fraction(12))
