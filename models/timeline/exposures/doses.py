"""How much of a drug one fact stands for, as daily or single amounts; unknown stays unknown.

A dose without a day is one administration, and how many there were on a day is known only
where it is recorded.
"""

from fractions import Fraction

from models.chart.catalogue.drug import Drug
from models.chart.dosing.spellings import Per
from models.chart.dosing.units import Substance
from models.chart.facts import Dose, DrugFact
from models.timeline.exposures.bodies import Body
from models.timeline.exposures.daily_doses import UNKNOWN, Amount

NOTHING_KNOWN = Amount(Fraction(0), UNKNOWN)
_BODY_OF_LIMIT = {
    "mg": None,
    "mg/day": None,
    "mg/m2": Per.SQUARE_METRE,
    "mg/m2/day": Per.SQUARE_METRE,
}
_OF_A_DAY = frozenset({"mg/m2/day", "mg/day"})


def hydrocortisone_per_day(unit: str, fact: DrugFact, drug: Drug, body: Body) -> Amount:
    """Hydrocortisone equivalent that one day of a course adds, in the unit of a day's limit."""
    possible = possible_in(unit, fact, body)
    if drug.hydrocortisone_mg is None or possible is None or fact.dose is None:
        return NOTHING_KNOWN
    milligrams = _a_day(possible, fact.dose)
    # What is unknown stays above every limit: no factor of a steroid makes it small.
    return Amount(
        milligrams.least * drug.hydrocortisone_mg, milligrams.most * drug.hydrocortisone_mg
    )


def amount_in(unit: str, fact: DrugFact, body: Body) -> Amount:
    """What a fact says in the unit of a limit: of one administration, or of one day."""
    known = recorded_in(unit, fact, body)
    if known is None or fact.dose is None:
        return NOTHING_KNOWN
    return _a_day(known, fact.dose) if unit in _OF_A_DAY else _once(known, fact.dose)


def recorded_in(unit: str, fact: DrugFact, body: Body) -> Amount | None:
    """The dose as it was written, by the measure of a limit; None where that cannot be told.

    A dose for the whole subject is one by the surface only where the surface is measured.
    """
    if _BODY_OF_LIMIT[unit] is None or body.measured or _is_by_surface(fact):
        return possible_in(unit, fact, body)
    return None


def _is_by_surface(fact: DrugFact) -> bool:
    return fact.dose is not None and fact.dose.unit.body is Per.SQUARE_METRE


def possible_in(unit: str, fact: DrugFact, body: Body) -> Amount | None:
    """Likewise; without a measured surface, all that it can be for anybody in the trial."""
    if fact.dose is None or fact.dose.unit.substance is not Substance.MASS:
        return None
    written = fact.dose.value * fact.dose.unit.size
    least, most = body.surface
    by_limit = _BODY_OF_LIMIT[unit]
    if fact.dose.unit.body is by_limit:
        return Amount(written, written)
    if fact.dose.unit.body is Per.SQUARE_METRE:
        return Amount(written * least, written * most)
    if fact.dose.unit.body is Per.KILOGRAM:
        if body.weight_kg is None:
            return None
        written *= body.weight_kg
    if by_limit is None:
        return Amount(written, written)
    return Amount(written / most, written / least)


def _a_day(known: Amount, dose: Dose) -> Amount:
    if dose.unit.daily:
        return known
    if dose.times_per_day is None:
        return Amount(known.least, UNKNOWN)
    return Amount(known.least * dose.times_per_day, known.most * dose.times_per_day)


def _once(known: Amount, dose: Dose) -> Amount:
    if not dose.unit.daily:
        return known
    if dose.times_per_day is None:
        return Amount(Fraction(0), known.most)
    return Amount(known.least / dose.times_per_day, known.most / dose.times_per_day)
