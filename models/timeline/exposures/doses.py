"""How much of a drug one fact stands for, as daily or single amounts; unknown stays unknown."""

from collections.abc import Sequence
from fractions import Fraction

from models.chart.drugs import Drug
from models.chart.facts import Chart, DrugFact
from models.timeline.exposures.daily_doses import UNKNOWN, Amount

NOTHING_KNOWN = Amount(Fraction(0), UNKNOWN)


def hydrocortisone_per_day(fact: DrugFact, drug: Drug, chart: Chart) -> Amount:
    """Milligrams of hydrocortisone equivalent that one day of a course adds."""
    if drug.hydrocortisone_mg is None:
        return NOTHING_KNOWN
    milligrams = _milligrams(fact, chart)
    return Amount(
        milligrams.least * drug.hydrocortisone_mg,
        UNKNOWN if milligrams.most == UNKNOWN else milligrams.most * drug.hydrocortisone_mg,
    )


def per_square_metre_and_day(fact: DrugFact, chart: Chart) -> Amount:
    """mg/m² that one day of a course adds; of repeated single doses only the least is known."""
    amount = per_square_metre(fact, chart)
    if fact.dose is not None and fact.dose.unit in {"mg/m2", "mg"} and not _one_day(fact):
        return Amount(amount.least, UNKNOWN)
    return amount


def per_square_metre(fact: DrugFact, chart: Chart) -> Amount:
    """mg/m² of one administration as recorded; a flat dose goes by the body surface."""
    if fact.dose is None:
        return NOTHING_KNOWN
    if fact.dose.unit in {"mg/m2", "mg/m2/day"}:
        return Amount(fact.dose.value, fact.dose.value)
    smallest, largest = _body_surface(chart)
    return Amount(fact.dose.value / largest, fact.dose.value / smallest)


def _milligrams(fact: DrugFact, chart: Chart) -> Amount:
    if fact.dose is None:
        return NOTHING_KNOWN
    least = most = fact.dose.value
    if fact.dose.unit in {"mg/m2", "mg/m2/day"}:
        smallest, largest = _body_surface(chart)
        least, most = least * smallest, most * largest
    if fact.dose.unit in {"mg/day", "mg/m2/day"} or _one_day(fact):
        return Amount(least, most)
    return Amount(least, UNKNOWN)


def _one_day(fact: DrugFact) -> bool:
    """A single dose with a single date is that day's dose."""
    return not fact.ongoing and (fact.first is None or fact.first == fact.last)


# So wide that no adult lies outside: a dose far above or below a limit needs no measured surface.
_OF_ANY_ADULT = (Fraction(1, 2), Fraction(5))


def _body_surface(chart: Chart) -> tuple[Fraction, Fraction]:
    """Square metres, least and most: as last measured, else what any adult can have.

    Never computed from a formula nobody chose.
    """
    measured: Sequence[Fraction] = [
        fact.value
        for fact in chart.measurements
        if fact.measure in {"bsa", "body_surface_area"} and fact.unit in {"m2", "m²"} and fact.value
    ]
    return (measured[-1], measured[-1]) if measured else _OF_ANY_ADULT
