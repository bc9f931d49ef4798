"""Every way in which one drug fact could be meant, and what each way implies."""

from collections.abc import Iterator
from itertools import product

from models.chart.catalogue.catalogue import Catalogue
from models.chart.catalogue.drug import Drug
from models.chart.chart import Chart
from models.chart.facts import DrugFact, Purpose
from models.protocol import Protocol
from models.texts import Texts
from models.timeline.exposures.drugs.context import DrugContext
from models.timeline.exposures.drugs.rules import Completion, belongs, exempting, stop_under
from models.timeline.exposures.lymphodepletion import Lymphodepletion, courses_of
from models.timeline.exposures.stops import World
from models.timeline.history.pasts import pasts_of
from models.timeline.history.step_records import StepRecords


def drug_context(
    chart: Chart, protocol: Protocol, catalogue: Catalogue, recorded: StepRecords
) -> DrugContext:
    """What reading any one drug fact needs to know of the others."""
    losses = [past.loss.at for past in pasts_of(chart, protocol, recorded) if past.loss]
    return DrugContext(
        chart=chart,
        washouts=tuple(
            w for w in protocol.washout if not (w.fields or _events_only(w.events, w.drug_classes))
        ),
        meanings={fact.id: catalogue.read(fact.drug) for fact in chart.drugs},
        catalogue=catalogue,
        lymphodepletion=Lymphodepletion(
            protocol,
            recorded,
            chart.zone,
            losses[-1] if losses else None,
            tuple(courses_of(chart, protocol)),
        ),
    )


def _events_only(events: tuple[str, ...], drug_classes: tuple[str, ...]) -> bool:
    return bool(events) and not drug_classes


def worlds_of(fact: DrugFact, context: DrugContext) -> tuple[World, ...]:
    """The distinct readings of a drug fact; one where everything that matters is recorded."""
    drugs = _drugs(fact, context)
    return tuple(dict.fromkeys(one for drug in drugs for one in _worlds(fact, drug, context)))


def counted_as(fact: DrugFact, context: DrugContext) -> Drug | None:
    """The drug as which a fact is read, where it makes no difference which of several it was."""
    drugs = context.meanings[fact.id].drugs
    readings = {frozenset(_worlds(fact, drug, context)) for drug in drugs}
    return drugs[0] if len(readings) == 1 else None


def _worlds(fact: DrugFact, drug: Drug, context: DrugContext) -> Iterator[World]:
    for way in _ways(fact, drug, context):
        yield _world(fact, way, context)


def _world(fact: DrugFact, way: Completion, context: DrugContext) -> World:
    stops = ((w.rule, stop_under(w, fact, way, context)) for w in context.washouts)
    return frozenset((rule, stop) for rule, stop in stops if stop is not None)


def _ways(fact: DrugFact, drug: Drug, context: DrugContext) -> Iterator[Completion]:
    known = bool(context.meanings[fact.id].drugs)
    choices = product(
        context.forms(fact, drug if known else None),
        purposes_of(fact, drug, context),
        (False, True),
        standings_on_the_market(fact),
        _exempt(fact, drug, context),
    )
    for form, purpose, high, marketed, exempt in choices:
        yield Completion(
            drug=drug, form=form, purpose=purpose, high=high, marketed=marketed, exempt=exempt
        )


def _drugs(fact: DrugFact, context: DrugContext) -> tuple[Drug, ...]:
    drugs = context.meanings[fact.id].drugs
    if not drugs:
        classes = {name for w in context.washouts for name in w.drug_classes}
        if fact.purpose not in {None, Purpose.OTHER}:
            classes -= {"live_vaccine"}  # a vaccine is given for none of the stated purposes
        return tuple(_stand_in(name) for name in (*sorted(classes), "no_washout"))
    return tuple(one for drug in drugs for one in _products(drug))


def _products(drug: Drug) -> tuple[Drug, ...]:
    if "maybe_live_vaccine" in drug.classes:
        return (_stand_in("live_vaccine"), _stand_in("no_washout"))
    return (drug,)


def _exempt(fact: DrugFact, drug: Drug, context: DrugContext) -> tuple[bool, ...]:
    """Whether it belongs to what it is exempt for; both where that cannot be told."""
    held = belongs(fact, drug, context)
    return (False, True) if held is None else (held,)


def _stand_in(drug_class: str) -> Drug:
    """A drug of which only the class is supposed."""
    return Drug(
        id=f"any {drug_class}",
        names=(),
        called=Texts(drug_class),
        atc=(),
        classes=frozenset({drug_class}),
        confirm_class=False,
        hydrocortisone_mg=None,
        source="supposed, because the drug is not known",
        basis="site default",
    )


def purposes_of(fact: DrugFact, drug: Drug, context: DrugContext) -> tuple[Purpose | None, ...]:
    known = bool(context.meanings[fact.id].drugs)
    may_be_gvhd = not known or "gvhd_by_purpose" in drug.classes
    if fact.purpose is None and may_be_gvhd:
        return (Purpose.OTHER, Purpose.GVHD)
    return (fact.purpose,)


def standings_on_the_market(fact: DrugFact) -> tuple[bool | None, ...]:
    if fact.other_trial is None:
        return (None,)
    known = fact.other_trial.marketed
    return (False, True) if known is None else (known,)


def exemption_of(fact: DrugFact, context: DrugContext) -> str | None:
    """The rule under which a drug is exempt for its purpose ("EX-03.1"), if one is."""
    drug = context.drug_of(fact)
    if drug is None or not belongs(fact, drug, context):
        return None
    exemptions = (exempting(w, drug, fact.purpose) for w in context.washouts)
    return next((exemption.rule for exemption in exemptions if exemption), None)
