"""How much of a drug one fact stands for, as daily or single amounts; unknown stays unknown.

A dose without a day is one administration, and how many there were on a day is known only
where it is recorded.
"""

from fractions import Fraction

from models.chart.catalogue.drug import Drug
from models.chart.chart import Chart
from models.chart.dosing.spellings import Per
from models.chart.dosing.units import Substance
from models.chart.facts import Dose, DrugFact
from models.timeline.exposures.daily_doses import UNKNOWN, Amount
from models.timeline.readings.readings import last_of

NOTHING_KNOWN = Amount(Fraction(0), UNKNOWN)
_BODY_OF_LIMIT = {"mg/m2": Per.SQUARE_METRE, "mg/m2/day": Per.SQUARE_METRE, "mg/day": None}
_OF_A_DAY = frozenset({"mg/m2/day", "mg/day"})


def hydrocortisone_per_day(fact: DrugFact, drug: Drug, chart: Chart) -> Amount:
    """Milligrams of hydrocortisone equivalent that one day of a course adds."""
    if drug.hydrocortisone_mg is None:
        return NOTHING_KNOWN
    milligrams = amount_in("mg/day", fact, chart)
    # What is unknown stays above every limit: no factor of a steroid makes it small.
    return Amount(
        milligrams.least * drug.hydrocortisone_mg, milligrams.most * drug.hydrocortisone_mg
    )


def amount_in(unit: str, fact: DrugFact, chart: Chart) -> Amount:
    """What a fact says in the unit of a limit: of one administration, or of one day."""
    known = recorded_in(unit, fact, chart)
    if known is None or fact.dose is None:
        return NOTHING_KNOWN
    return _a_day(known, fact.dose) if unit in _OF_A_DAY else _once(known, fact.dose)


def recorded_in(unit: str, fact: DrugFact, chart: Chart) -> Amount | None:
    """The dose as it was written, by the measure of a limit; None where that cannot be told."""
    dose, body = fact.dose, _BODY_OF_LIMIT[unit]
    if dose is None or dose.unit.substance is not Substance.MASS:
        return None
    written = dose.value * dose.unit.size
    if dose.unit.body is body:
        return Amount(written, written)
    if dose.unit.body is Per.SQUARE_METRE:
        measured = _surface(chart)
        smallest, largest = (measured, measured) if measured else _OF_ANY_ADULT
        return Amount(written * smallest, written * largest)
    return _by_the_body(written, dose.unit.body, body, chart)


def _by_the_body(
    written: Fraction, given_for: Per | None, body: Per | None, chart: Chart
) -> Amount | None:
    """A dose for the whole subject or for each kilogram; without the body's size, nothing."""
    if given_for is Per.KILOGRAM:
        if chart.weight_kg is None:
            return None
        written *= chart.weight_kg
    if body is None:
        return Amount(written, written)
    measured = _surface(chart)
    return None if measured is None else Amount(written / measured, written / measured)


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


# So wide that no adult lies outside: a dose far above a limit needs no measured surface.
_OF_ANY_ADULT = (Fraction(1, 2), Fraction(5))


def _surface(chart: Chart) -> Fraction | None:
    """Square metres as last measured, whatever the order of recording.

    Never computed from a formula nobody chose; as if not measured where two of one day differ, or
    no adult has that surface.
    """
    measured = [f for f in chart.measurements if f.measure == "bsa" and f.unit in {"m2", "m²"}]
    said = {fact.value for fact in last_of(measured)}
    if len(said) != 1:
        return None
    [surface], (least, most) = said, _OF_ANY_ADULT
    return surface if least <= surface <= most else None
