"""MedicationStatement, MedicationAdministration and MedicationRequest, of R4B and of R5."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from dayzero.lists.cells import Aside, Row
from dayzero.lists.formats.fhir.codes import Concept, atc_codes, known_codes, names_of
from dayzero.lists.formats.fhir.resource import Json, Resource
from models.chart.catalogue.drugs import load_catalogue
from models.chart.dosing.units import read_unit
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.lists import LeftUnsaid, ListFlaw, NoPlace
from models.reasons.refusals.refusal import shown
from models.versions.known import known_protocol

_NO_DRUG: Final = "no_drug"
_GOES_ON: Final = frozenset({"active", "in-progress"})
_DAY_HOURS: Final = 24
_OFTEN: Final = {1: "qd", 2: "bid", 3: "tid", 4: "qid"}


def medication_rows(resource: Resource) -> Iterator[Row | Aside]:
    """The course that it tells of; an order that names no days tells of none."""
    said, concept = resource.said, _concept(resource)
    if known_codes().meaning(concept) == _NO_DRUG:
        yield resource.aside(NoPlace(word=shown(next(names_of(concept), "?"))))
        return
    _name(resource, concept)
    _days(resource)
    if resource.kind == "MedicationRequest" and not {"first", "last", "at"} & resource.cells.keys():
        yield resource.aside(ListFlaw.ONLY_ORDERED)
        return
    if not {"last", "at", "ongoing"} & resource.cells.keys():
        yield resource.aside(ListFlaw.NO_LAST_DAY)
        return
    _purpose(resource)
    dosages = _dosages(said)
    if len(dosages) == 1:
        yield from _dosage(resource, dosages[0])
    yield resource.row()


def _concept(resource: Resource) -> Concept:
    said = resource.said
    either: Json = said.get("medication") or {}
    reference = said.get("medicationReference") or either.get("reference")
    concept: Concept = said.get("medicationCodeableConcept") or either.get("concept") or {}
    return concept or resource.referred(reference).get("code") or _as_called(reference)


def _as_called(reference: Json | None) -> Concept:
    """What is named by a reference that leads to no medication, as to an order or elsewhere."""
    display = (reference or {}).get("display")
    return {"text": display} if display else {}


def _name(resource: Resource, concept: Concept) -> None:
    """As it was written; beside it the first other name or ATC code that the catalogue reads."""
    names, read = list(names_of(concept)), load_catalogue().read
    standards = [one for one in (*atc_codes(concept), *names[1:]) if read(one).drugs]
    resource.put("drug", next(iter((*names, *standards)), None), "medication")
    resource.put("drug_standard", next(iter(standards), None), "medication")


def _days(resource: Resource) -> None:
    for stem in ("effective", "occurence", "occurrence"):  # R5 has a slip of the pen in it
        resource.put_span(stem)
    for period in _periods_ordered(resource.said):
        resource.put("first", period.get("start"), "period")
        resource.put("last", period.get("end"), "period")
    if resource.said.get("status") not in _GOES_ON or "last" in resource.cells:
        return
    told_on = resource.cells.pop("at", None)
    if told_on is not None:  # a drug that is still taken does not end on the day that is told
        resource.cells.setdefault("first", told_on)
    if "first" in resource.cells:
        resource.put("ongoing", "yes", "status")


def _periods_ordered(said: Json) -> Iterator[Json]:
    yield said.get("effectiveDosePeriod") or {}
    for dosage in _dosages(said):
        yield dosage.get("timing", {}).get("repeat", {}).get("boundsPeriod", {})


def _dosages(said: Json) -> Sequence[Json]:
    found = said.get("dosage") or said.get("dosageInstruction") or []
    return [found] if isinstance(found, dict) else found


def _purpose(resource: Resource) -> None:
    """A reason that charts know; any other says nothing of what the drug is."""
    reasons = [*resource.said.get("reasonCode", ())]
    reasons += [one["concept"] for one in resource.said.get("reason", ()) if "concept" in one]
    for name in (name for reason in reasons for name in names_of(reason)):
        if known_protocol().lexicon.word(WordKind.PURPOSE, name) is not None:
            resource.put("purpose", name, "reason")


def _dosage(resource: Resource, dosage: Json) -> Iterator[Aside]:
    route: Concept = dosage.get("route") or {}
    coded = known_codes().meaning(route)
    resource.put("route", coded or next(names_of(route), None), "dosage.route")
    yield from _dose(resource, dosage)
    if "dose" in resource.cells:
        resource.put("frequency", _often(dosage.get("timing") or {}), "dosage.timing")


def _dose(resource: Resource, dosage: Json) -> Iterator[Aside]:
    """An amount in a unit of doses; tablets and millilitres are none without their strength."""
    rates = dosage.get("doseAndRate") or [{}]
    dose: Json = dosage.get("dose") or rates[0].get("doseQuantity") or {}
    units = [str(dose[one]) for one in ("code", "unit") if dose.get(one)]
    unit = next((one for one in units if read_unit(one) is not None), None)
    if unit is not None and "value" in dose:
        resource.put("dose", f"{dose['value']} {unit}", "dosage.dose")
    elif dose:
        written = " ".join(str(dose[one]) for one in ("value", "unit") if dose.get(one))
        yield resource.aside(LeftUnsaid(word=shown(written or "?")))


def _often(timing: Json) -> str | None:
    """How often on a day; None where that is no number of times."""
    repeat: dict[str, Any] = timing.get("repeat") or {}
    frequency, period, unit = (repeat.get(one) for one in ("frequency", "period", "periodUnit"))
    if frequency and period and unit in {"d", "h"}:
        hours = period * (_DAY_HOURS if unit == "d" else 1)
        times = frequency * _DAY_HOURS / hours
        return _OFTEN.get(int(times)) if times == int(times) else None
    return next(names_of(timing.get("code") or {}), None)
