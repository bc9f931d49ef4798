"""Every way in which one drug fact could be meant, and what each way implies."""

from collections.abc import Iterator
from itertools import product

from models.chart.catalogue.catalogue import Catalogue
from models.chart.catalogue.drug import Drug
from models.chart.chart import Chart
from models.chart.facts import DrugFact, Purpose
from models.protocol import Protocol
from models.protocol.criteria import Exemption
from models.texts import Texts
from models.timeline.exposures.bodies import body_of
from models.timeline.exposures.drugs.context import DrugContext
from models.timeline.exposures.drugs.rules import (
    Completion,
    belongs,
    exemptions_of,
    stop_under,
)
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
        body=body_of(chart, protocol),
        washouts=tuple(washout for washout in protocol.washout if washout.reads_drugs),
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
        tuple(_exempt(fact, drug, context)),
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
            classes -= (
                context.catalogue.classes.vaccines
            )  # a vaccine is given for none of the stated purposes
        return tuple(_stand_in(name) for name in (*sorted(classes), None))
    return tuple(one for drug in drugs for one in _products(drug, context))


def _products(drug: Drug, context: DrugContext) -> tuple[Drug, ...]:
    decided = context.catalogue.classes.decided_by_product
    may_be = sorted(decided[name] for name in drug.classes if name in decided)
    return tuple(_stand_in(name) for name in (*may_be, None)) if may_be else (drug,)


def _exempt(fact: DrugFact, drug: Drug, context: DrugContext) -> Iterator[frozenset[Exemption]]:
    """Each way in which it may belong to what it is exempt for; one where that can be told."""
    named = exemptions_of(fact, drug, context)
    held = [belongs(fact, exemption, context) for exemption in named]
    for ways in product(*((False, True) if one is None else (one,) for one in held)):
        yield frozenset(exemption for exemption, is_in in zip(named, ways, strict=True) if is_in)


def _stand_in(drug_class: str | None) -> Drug:
    """A drug of which only the class is supposed; without one, a drug that no rule names."""
    return Drug(
        id=f"any {drug_class or 'other'}",
        names=(),
        called=Texts(drug_class or "other"),
        atc=(),
        classes=frozenset({drug_class} if drug_class else ()),
        confirm_class=False,
        hydrocortisone_mg=None,
        source="supposed, because the drug is not known",
        basis="site default",
    )


def purposes_of(fact: DrugFact, drug: Drug, context: DrugContext) -> tuple[Purpose | None, ...]:
    known = bool(context.meanings[fact.id].drugs)
    may_be_gvhd = not known or bool(drug.classes & context.catalogue.classes.needing_purpose)
    if fact.purpose is None and may_be_gvhd:
        return (Purpose.OTHER, Purpose.GVHD)
    return (fact.purpose,)


def standings_on_the_market(fact: DrugFact) -> tuple[bool | None, ...]:
    if fact.other_trial is None:
        return (None,)
    known = fact.other_trial.marketed
    return (False, True) if known is None else (known,)


def exempt_under(fact: DrugFact, context: DrugContext) -> frozenset[str]:
    """The rules under which a drug is exempt for its purpose ("EX-03.1"), where any are."""
    drug = context.drug_of(fact)
    named = exemptions_of(fact, drug, context) if drug else ()
    return frozenset(one.rule for one in named if belongs(fact, one, context))
