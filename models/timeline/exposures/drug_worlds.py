"""Every way in which one drug fact could be meant, and what each way implies."""

from collections.abc import Iterator, Mapping
from itertools import product

from models.chart.drugs import Catalogue, Drug
from models.chart.facts import Chart, DrugFact, Purpose
from models.protocol import Protocol
from models.protocol.arithmetic.quantity import DoseLimit
from models.reasons.questions.drugs import (
    AmbiguousNameAsked,
    DoseAsked,
    DrugNameAsked,
    DrugQuestion,
    MarketedAsked,
    ProductAsked,
    PurposeAsked,
    RouteAsked,
    TimesPerDayAsked,
)
from models.reasons.recorded import DrugGiven
from models.timeline.exposures.doses import recorded_in
from models.timeline.exposures.drug_rules import (
    Completion,
    DrugContext,
    exempting,
    stop_under,
)
from models.timeline.exposures.stops import World
from models.timeline.exposures.ways_given import ways_given


def drug_context(chart: Chart, protocol: Protocol, catalogue: Catalogue) -> DrugContext:
    """What reading any one drug fact needs to know of the others."""
    return DrugContext(
        chart=chart,
        washouts=tuple(
            w for w in protocol.washout if not (w.fields or _events_only(w.events, w.drug_classes))
        ),
        drug_of={fact.id: catalogue.find(fact.drug) for fact in chart.drugs},
        catalogue=catalogue,
    )


def _events_only(events: tuple[str, ...], drug_classes: tuple[str, ...]) -> bool:
    return bool(events) and not drug_classes


def worlds_of(fact: DrugFact, context: DrugContext) -> tuple[World, ...]:
    """The distinct readings of a drug fact; one where everything that matters is recorded."""
    return tuple(dict.fromkeys(_world(fact, way, context) for way in _ways(fact, context)))


def _world(fact: DrugFact, way: Completion, context: DrugContext) -> World:
    stops = ((w.rule, stop_under(w, fact, way, context)) for w in context.washouts)
    return frozenset((rule, stop) for rule, stop in stops if stop is not None)


def _ways(fact: DrugFact, context: DrugContext) -> Iterator[Completion]:
    choices = product(
        _drugs(fact, context),
        ways_given(fact, context.drug_of[fact.id]),
        _purposes(fact, context),
        (False, True),
        _marketed(fact),
    )
    for drug, acts, purpose, high, marketed in choices:
        yield Completion(drug=drug, acts=acts, purpose=purpose, high=high, marketed=marketed)


def _drugs(fact: DrugFact, context: DrugContext) -> tuple[Drug, ...]:
    drug = context.drug_of[fact.id]
    if drug is None:
        classes = {name for w in context.washouts for name in w.drug_classes}
        if fact.purpose not in {None, Purpose.OTHER}:
            classes -= {"live_vaccine"}  # a vaccine is given for none of the stated purposes
        return tuple(_stand_in(name) for name in (*sorted(classes), "no_washout"))
    if "maybe_live_vaccine" in drug.classes:
        return (_stand_in("live_vaccine"), _stand_in("no_washout"))
    return (drug,)


def _stand_in(drug_class: str) -> Drug:
    """A drug of which only the class is supposed."""
    return Drug(
        id=f"any {drug_class}",
        names=(),
        atc=(),
        classes=frozenset({drug_class}),
        confirm_class=False,
        hydrocortisone_mg=None,
        note="",
        source="supposed, because the drug is not known",
        basis="site default",
    )


def _purposes(fact: DrugFact, context: DrugContext) -> tuple[Purpose | None, ...]:
    drug = context.drug_of[fact.id]
    may_be_gvhd = drug is None or "gvhd_by_purpose" in drug.classes
    if fact.purpose is None and may_be_gvhd:
        return (Purpose.OTHER, Purpose.GVHD)
    return (fact.purpose,)


def _marketed(fact: DrugFact) -> tuple[bool | None, ...]:
    if fact.other_trial is None:
        return (None,)
    known = fact.other_trial.marketed
    return (False, True) if known is None else (known,)


def exemption_of(fact: DrugFact, context: DrugContext) -> str | None:
    """The rule under which a drug is exempt for its purpose ("EX-03.1"), if one is."""
    drug = context.drug_of[fact.id]
    exemptions = (exempting(w, drug, fact.purpose) for w in context.washouts if drug)
    return next((rule for rule in exemptions if rule), None)


def question_on(given: DrugGiven, fact: DrugFact, context: DrugContext) -> DrugQuestion:
    """The one thing to record that would tell the readings of a drug apart."""
    drug = context.drug_of[fact.id]
    if drug is None:
        return _unknown_drug(given, context)
    if "maybe_live_vaccine" in drug.classes:
        return ProductAsked(given=given)
    if len(ways_given(fact, drug)) > 1:
        return RouteAsked(given=given)
    if len(_purposes(fact, context)) > 1:
        return PurposeAsked(given=given)
    if len(_marketed(fact)) > 1:
        return MarketedAsked(given=given)
    return _dose_asked(given, fact, context)


def _dose_asked(given: DrugGiven, fact: DrugFact, context: DrugContext) -> DrugQuestion:
    """How often on a day, where the rest is known of the dose."""
    unit = _unit_asked(fact, context)
    dose = fact.dose
    known = recorded_in(unit, fact, context.chart)
    if dose is not None and known is not None and dose.times_per_day is None:
        return TimesPerDayAsked(given=given, unit=unit)
    return DoseAsked(given=given, unit=unit)


def _unknown_drug(given: DrugGiven, context: DrugContext) -> DrugQuestion:
    if context.catalogue.ambiguous(given.written):
        return AmbiguousNameAsked(given=given)
    return DrugNameAsked(given=given, near=context.catalogue.suggestions(given.written)[:2])


def _unit_asked(fact: DrugFact, context: DrugContext) -> str:
    drug = context.drug_of[fact.id]
    limits = (limit for w in context.washouts if drug for limit in _limits(w.dose_from, drug.id))
    return next(limits, "mg/day")


def _limits(dose_from: Mapping[str, DoseLimit], drug_id: str) -> Iterator[str]:
    if drug_id in dose_from:
        yield dose_from[drug_id].unit
