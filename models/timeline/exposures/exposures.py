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
from models.reasons.questions import Question
from models.reasons.questions.results import FieldAsked, FindingAsked, SeverityAsked
from models.reasons.recorded import Exposed
from models.reasons.verdicts.exposures import Note, TotalBodyIsCns
from models.timeline.exposures.drugs.context import DrugContext
from models.timeline.exposures.drugs.doubts import Doubt, doubt_on
from models.timeline.exposures.drugs.notes import note_on
from models.timeline.exposures.drugs.questions import question_on
from models.timeline.exposures.drugs.worlds import drug_context, exemption_of, worlds_of
from models.timeline.exposures.exposed import given, happened, irradiated
from models.timeline.exposures.stops import Stop, World
from models.timeline.history.readings import last_said
from models.timeline.history.step_records import StepRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One fact and every way in which washout rules could read it.

    Attributes:
        exposed: the drug, field or event as recorded.
        worlds: at least one; an empty world is one in which no rule applies.
        exempt: the rule that takes it out of another, where one does ("EX-03.1").
        asks: what would leave a single world; None where there is only one.
        note: what the reader should know of its classification.
        drug_classes: of the catalogue, shared by all drugs that the name may mean; empty for an
            unknown drug or another exposure.
        local: True where it acts where it is put, and nowhere else.
        doubt: what the fact says against itself.
    """

    fact: DrugFact | RadiotherapyFact | EventFact
    exposed: Exposed
    worlds: tuple[World, ...]
    exempt: str | None = None
    asks: Question | None = None
    note: Note | None = None
    drug_classes: frozenset[str] = frozenset()
    local: bool = False
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
        yield Exposure(
            fact=fact,
            exposed=known,
            worlds=worlds,
            exempt=exemption_of(fact, context),
            asks=question_on(known, fact, context) if len(worlds) > 1 else None,
            note=note_on(fact, context),
            drug_classes=_classes(context.meanings[fact.id].drugs),
            local=not any(form.systemic for form in context.forms(fact, drug)),
            doubt=doubt_on(known, fact, context),
        )


def _classes(drugs: tuple[Drug, ...]) -> frozenset[str]:
    """Those of all that a name may mean."""
    return frozenset.intersection(*(drug.classes for drug in drugs)) if drugs else frozenset()


def _radiotherapy(chart: Chart, protocol: Protocol) -> Iterator[Exposure]:
    for fact in chart.radiotherapy:
        readers = [w for w in protocol.washout if fact.field in w.fields]
        if fact.field is None:
            readers = [w for w in protocol.washout if w.fields]
        worlds = tuple(frozenset({(w.rule, Stop(fact.last))}) for w in readers)
        yield Exposure(
            fact=fact,
            exposed=irradiated(fact),
            worlds=worlds,
            asks=FieldAsked() if len(worlds) > 1 else None,
            note=TotalBodyIsCns() if fact.field == "total_body" else None,
        )


def _events(chart: Chart, protocol: Protocol) -> Iterator[Exposure]:
    for fact in chart.events:
        readers = [w for w in protocol.washout if fact.event in w.events]
        if not readers:
            continue
        worlds = _event_worlds(fact, readers[0], chart, protocol)
        yield Exposure(
            fact=fact,
            exposed=happened(fact),
            worlds=worlds,
            asks=_event_question(readers[0]) if len(worlds) > 1 else None,
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
