"""What a drug fact says against itself: it counts, and is asked all the same."""

from dataclasses import dataclass
from fractions import Fraction

from models.chart.catalogue.drug import Drug
from models.chart.dosing.units import Substance
from models.chart.facts import DrugFact
from models.reasons.alerts.doubts import (
    Doubted,
    NameAgainstDose,
    OutsideExemption,
    RouteOfNoForm,
    RouteUnread,
    UnitAgainstLimit,
)
from models.reasons.questions.drugs import DoseAsked, DrugQuestion, RouteAsked, WithinAsked
from models.reasons.recorded import DrugGiven
from models.timeline.exposures.doses import amount_in, hydrocortisone_per_day, recorded_in
from models.timeline.exposures.drugs.context import DrugContext
from models.timeline.exposures.drugs.forms import of_no_form
from models.timeline.exposures.drugs.rules import belongs, exemptions_of


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contradiction within one drug fact.

    Attributes:
        asks: what would resolve it.
    """

    cause: Doubted
    asks: DrugQuestion


def doubt_on(given: DrugGiven, fact: DrugFact, context: DrugContext) -> Doubt | None:
    """The first contradiction of a fact whose drug is known; None where it has none."""
    drug = context.drug_of(fact)
    if fact.unread_route is not None:
        return Doubt(RouteUnread(given=given, route=fact.unread_route), RouteAsked(given=given))
    if drug is None:
        return None
    if of_no_form(fact, drug, context.catalogue.classes):
        return Doubt(RouteOfNoForm(given=given, route=fact.route or ""), RouteAsked(given=given))
    return (
        _unit_against_limit(given, fact, drug, context)
        or _name_against_dose(given, fact, drug, context)
        or _outside(given, fact, drug, context)
    )


def _unit_against_limit(
    given: DrugGiven, fact: DrugFact, drug: Drug, context: DrugContext
) -> Doubt | None:
    """A dose that measures what no limit of the drug does: it counts as if it were missing."""
    if fact.dose is None or fact.dose.unit.substance is Substance.MASS:
        return None
    units = [unit for unit, _ in _limits(drug, context)]
    if not units:
        return None
    return Doubt(
        UnitAgainstLimit(given=given, unit=units[0]), DoseAsked(given=given, unit=units[0])
    )


def _name_against_dose(
    given: DrugGiven, fact: DrugFact, drug: Drug, context: DrugContext
) -> Doubt | None:
    """A name that says that much was given, with less than the least that counts as much."""
    systemic = any(form.systemic for form in context.forms(fact, drug))
    if not context.meanings[fact.id].high_dose or fact.dose is None or not systemic:
        return None
    limits = _limits(drug, context)
    if not limits or not all(_is_below(*limit, fact, drug, context) for limit in limits):
        return None
    unit, least = min(limits, key=lambda each: each[1])
    cause = NameAgainstDose(given=given, limit=least, unit=unit)
    return Doubt(cause, DoseAsked(given=given, unit=unit))


def _is_below(unit: str, limit: Fraction, fact: DrugFact, drug: Drug, context: DrugContext) -> bool:
    """Of a day's limit all that was given on it counts, as far as it is recorded."""
    known = recorded_in(unit, fact, context.body)
    if known is None:
        return False
    if drug.hydrocortisone_mg is not None:
        return hydrocortisone_per_day(unit, fact, drug, context.body).least < limit
    daily = amount_in(unit, fact, context.body) if unit.endswith("/day") else known
    return daily.least < limit


def _limits(drug: Drug, context: DrugContext) -> list[tuple[str, Fraction]]:
    """The doses from which a rule counts a drug as much, each in its unit."""
    own = [w.dose_from[drug.id] for w in context.washouts if drug.id in w.dose_from]
    daily = context.steroid_limits if context.is_steroid(drug) else ()
    return [(each.unit, each.value) for each in (*own, *daily)]


def _outside(given: DrugGiven, fact: DrugFact, drug: Drug, context: DrugContext) -> Doubt | None:
    """A purpose that would exempt it, where no rule's exemption does."""
    exemptions = (washout.exempt for washout in context.washouts)
    named = next((each for each in exemptions if each and each.purpose == fact.purpose), None)
    own = exemptions_of(fact, drug, context)
    if named is None or any(belongs(fact, each, context) for each in own):
        return None
    if any(context.lymphodepletion.explains(fact, each) for each in own):
        return None  # that of an earlier one counts, and is no question
    cause = OutsideExemption(given=given, purpose=named.purpose, rule=named.rule)
    return Doubt(cause, WithinAsked(given=given, purpose=named.purpose))
