"""Procedures, conditions and immunizations: what befell a subject, and when."""

from collections.abc import Iterator

from dayzero.lists.cells import Aside, Row
from dayzero.lists.formats.fhir.codes import Concept, known_codes, names_of
from dayzero.lists.formats.fhir.resource import Resource
from dayzero.lists.words import list_words
from models.chart.catalogue.drugs import load_catalogue
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.lists import NoPlace, StatusSays
from models.reasons.refusals.refusal import shown
from models.versions.known import known_protocol

_LIVE, _NOT_LIVE = "live_vaccine", "not_live"
_UNSURE = frozenset({"unconfirmed", "provisional", "differential", "refuted", "entered-in-error"})
_STILL = frozenset({"active", "recurrence", "relapse"})


def procedure_rows(resource: Resource) -> Iterator[Row | Aside]:
    """A procedure with its day, and radiotherapy with its course."""
    for stem in ("performed", "occurrence"):
        resource.put_span(stem)
    names = _named(resource, resource.said.get("code") or {})
    if any(list_words().says("radiotherapy", name) for name in names):
        _field(resource)
        if resource.said.get("status") == "in-progress":
            resource.put("ongoing", "yes", "status")
    yield resource.row()


def _field(resource: Resource) -> None:
    for site in resource.said.get("bodySite", ()):
        for name in names_of(site):
            if known_protocol().lexicon.word(WordKind.FIELD, name) is not None:
                resource.put("field", name, "bodySite")


def condition_rows(resource: Resource) -> Iterator[Row | Aside]:
    """An event on the last day on which it was active; a finding while it is there."""
    certain = _code(resource.said.get("verificationStatus") or {})
    if certain in _UNSURE:
        yield resource.aside(StatusSays(word=certain))
        return
    names = _named(resource, resource.said.get("code") or {})
    event = _event_named(names)
    still = _code(resource.said.get("clinicalStatus") or {}) in _STILL
    resource.put("last", _said_day(resource, "abatement", "end"), "abatement")
    onset = _said_day(resource, "onset", "start")
    if event is None and still:
        resource.put("result", "yes", "clinicalStatus")
        resource.put("at", resource.said.get("recordedDate") or onset, "recordedDate")
    elif event in known_codes().at_once:
        resource.put("at", onset, "onset")
        resource.cells.pop("last", None)
    yield resource.row()


def _said_day(resource: Resource, stem: str, end: str) -> object:
    period = resource.said.get(f"{stem}Period") or {}
    return resource.said.get(f"{stem}DateTime") or period.get(end)


def _event_named(names: list[str]) -> str | None:
    words = (known_protocol().lexicon.word(WordKind.EVENT, name) for name in names)
    return next((word.id for word in words if word is not None), None)


def immunization_rows(resource: Resource) -> Iterator[Row | Aside]:
    """A live vaccine as an event; of one that nobody knows the name is recorded, and asked."""
    resource.put("at", resource.said.get("occurrenceDateTime"), "occurrenceDateTime")
    concept: Concept = resource.said.get("vaccineCode") or {}
    coded, name = known_codes().meaning(concept), next(names_of(concept), "?")
    catalogue = load_catalogue()
    drug = catalogue.read(name).drug
    if coded == _NOT_LIVE:
        yield resource.aside(NoPlace(word=shown(name)))
        return
    if coded == _LIVE or (drug is not None and drug.classes & catalogue.classes.live):
        resource.put("item", _LIVE, "vaccineCode")
    else:
        resource.put("drug", name, "vaccineCode")
    yield resource.row()


def _named(resource: Resource, concept: Concept) -> list[str]:
    coded = known_codes().meaning(concept)
    names = [*names_of(concept), *([coded] if coded else [])]
    known = next((one for one in names if _event_named([one]) is not None), coded)
    resource.put("item", next(iter(names), "?"), "code")
    resource.put("item_standard", known, "code")
    return names


def _code(concept: Concept) -> str:
    return next((str(one.get("code")) for one in concept.get("coding", ())), "")
