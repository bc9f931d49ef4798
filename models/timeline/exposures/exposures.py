"""Which washout rules a recorded exposure falls under, and in how many ways it could.

A fact that leaves something open (an unknown drug, dose, route, field, purpose) is
completed in every way that matters. Each completion, a *world*, gives the rules and stops
that would hold if it were true; what all worlds share is certain.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.chart.catalogue.catalogue import Catalogue
from models.chart.catalogue.drug import Drug
from models.chart.chart import Chart
from models.chart.facts import DrugFact, EventFact, RadiotherapyFact
from models.protocol import Protocol
from models.protocol.criteria import Washout
from models.protocol.vocabulary import WordKind
from models.reasons.questions import Question
from models.reasons.questions.results import FieldAsked, FindingAsked, SeverityAsked
from models.reasons.recorded import Exposed
from models.reasons.verdicts.exposures import Note, TotalBodyIsCns
from models.timeline.exposures.drugs.context import DrugContext
from models.timeline.exposures.drugs.doubts import Doubt, doubt_on
from models.timeline.exposures.drugs.notes import note_on
from models.timeline.exposures.drugs.questions import question_on
from models.timeline.exposures.drugs.worlds import drug_context, exempt_under, worlds_of
from models.timeline.exposures.exposed import given, happened, irradiated
from models.timeline.exposures.stops import Stop, World
from models.timeline.history.step_records import StepRecords
from models.timeline.readings.readings import last_said


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One fact and every way in which washout rules could read it.

    Attributes:
        exposed: the drug, field or event as recorded.
        worlds: at least one; an empty world is one in which no rule applies.
        exempt: the rules that take it out of others ("EX-03.1"), where any do.
        asks: what would leave a single world; None where there is only one.
        note: what the reader should know of its classification.
        reader: the one rule that reads an event so; None where all rules read the fact alike.
        drug_classes: of the catalogue, shared by all drugs that the name may mean; empty for an
            unknown drug or another exposure.
        local: True where it acts where it is put, and nowhere else.
        of_local_class: True where a class says so, however it was given.
        steroid, mineralocorticoid: True where a class says so, wherever it acts.
        doubt: what the fact says against itself.
    """

    fact: DrugFact | RadiotherapyFact | EventFact
    exposed: Exposed
    worlds: tuple[World, ...]
    exempt: frozenset[str] = frozenset()
    reader: str | None = None
    asks: Question | None = None
    note: Note | None = None
    drug_classes: frozenset[str] = frozenset()
    local: bool = False
    of_local_class: bool = False
    steroid: bool = False
    mineralocorticoid: bool = False
    doubt: Doubt | None = None


def exposures_of(
    chart: Chart, protocol: Protocol, catalogue: Catalogue, recorded: StepRecords
) -> tuple[Exposure, ...]:
    """Every recorded exposure that a washout rule could read, in recorded order."""
    found = (
        *_drugs(chart, drug_context(chart, protocol, catalogue, recorded)),
        *_radiotherapy(chart, protocol),
        *_events(chart, protocol),
    )
    return tuple(sorted(found, key=lambda exposure: exposure.fact.index))


def _drugs(chart: Chart, context: DrugContext) -> Iterator[Exposure]:
    for fact in chart.drugs:
        drug = context.drug_of(fact)
        worlds, known = worlds_of(fact, context), given(fact, drug)
        classes, of = _classes(context.meanings[fact.id].drugs), context.catalogue.classes
        yield Exposure(
            fact=fact,
            exposed=known,
            worlds=worlds,
            exempt=exempt_under(fact, context),
            asks=question_on(known, fact, context) if len(worlds) > 1 else None,
            note=note_on(fact, context),
            drug_classes=classes,
            local=not any(form.systemic for form in context.forms(fact, drug)),
            of_local_class=bool(classes & of.local),
            steroid=bool(classes & of.steroids),
            mineralocorticoid=bool(classes & of.mineralocorticoids),
            doubt=doubt_on(known, fact, context),
        )


def _classes(drugs: tuple[Drug, ...]) -> frozenset[str]:
    """Those of all that a name may mean."""
    return frozenset.intersection(*(drug.classes for drug in drugs)) if drugs else frozenset()


def _radiotherapy(chart: Chart, protocol: Protocol) -> Iterator[Exposure]:
    for fact in chart.radiotherapy:
        worlds = _radiotherapy_worlds(fact, protocol)
        yield Exposure(
            fact=fact,
            exposed=irradiated(fact),
            worlds=worlds,
            asks=FieldAsked() if len(worlds) > 1 else None,
            note=TotalBodyIsCns() if fact.field == "total_body" else None,
        )


def _radiotherapy_worlds(fact: RadiotherapyFact, protocol: Protocol) -> tuple[World, ...]:
    """One for each field that it may have been, with every rule that names that field."""
    known = (word.id for word in protocol.lexicon.words(WordKind.FIELD))
    fields = tuple(known) if fact.field is None else (fact.field,)
    read = dict.fromkeys(_of_field(field, fact, protocol) for field in fields)
    return tuple(read) or (frozenset(),)


def _of_field(field: str, fact: RadiotherapyFact, protocol: Protocol) -> World:
    return frozenset((w.rule, Stop(fact.last)) for w in protocol.washout if field in w.fields)


def _events(chart: Chart, protocol: Protocol) -> Iterator[Exposure]:
    """Each event once for every rule that names it: what is open in one is nothing to another."""
    for fact in chart.events:
        for washout in protocol.washout:
            if fact.event in washout.events:
                worlds = _event_worlds(fact, washout, chart, protocol)
                yield Exposure(
                    fact=fact,
                    exposed=happened(fact),
                    worlds=worlds,
                    reader=washout.rule,
                    asks=_event_question(washout) if len(worlds) > 1 else None,
                )


def _event_question(washout: Washout) -> Question:
    exempt = washout.exempt_finding
    return FindingAsked(finding=exempt) if exempt else SeverityAsked()


def _event_worlds(
    fact: EventFact, washout: Washout, chart: Chart, protocol: Protocol
) -> tuple[World, ...]:
    counts: World = frozenset({(washout.rule, Stop(fact.at))})
    exempt = _is_exempt(fact, washout, chart, protocol)
    if exempt is None:
        return (frozenset(), counts)
    return (frozenset(),) if exempt else (counts,)


def _is_exempt(fact: EventFact, washout: Washout, chart: Chart, protocol: Protocol) -> bool | None:
    """Whether an event is taken out of its rule; None where what decides is not known."""
    said = last_said(washout.exempt_finding, chart, protocol)
    if said is not None and said.present is None:
        return None
    mild = washout.exempt_severity
    if mild is None or fact.event != mild.event:
        return False
    if fact.severity in mild.severities:
        return True
    return False if fact.severity in {"moderate", "severe"} else None
