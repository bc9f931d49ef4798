"""FHIR as files have it: a Bundle, one resource, or a resource on each line; each one checked."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from fhir.resources import get_fhir_model_class as model_of_r5
from fhir.resources.R4B import get_fhir_model_class as model_of_r4b
from pydantic import ValidationError

from dayzero.lists.cells import Aside, Row
from dayzero.lists.formats.fhir.happenings import (
    condition_rows,
    immunization_rows,
    procedure_rows,
)
from dayzero.lists.formats.fhir.medications import medication_rows
from dayzero.lists.formats.fhir.observations import observation_rows
from dayzero.lists.formats.fhir.resource import Json, Resource
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw, NoPlace, NotSound, StatusSays
from models.reasons.refusals.refusal import shown

_READ: Final[Mapping[str, Callable[[Resource], Iterator[Row | Aside]]]] = {
    "MedicationStatement": medication_rows,
    "MedicationAdministration": medication_rows,
    "MedicationRequest": medication_rows,
    "Observation": observation_rows,
    "Procedure": procedure_rows,
    "Condition": condition_rows,
    "Immunization": immunization_rows,
}
_NOTHING_HAPPENED: Final = frozenset({"not-taken", "not-done"})
_LEFT_OUT: Final = frozenset(
    {"entered-in-error", "cancelled", "draft", "intended", "preparation", "registered"}
    | {"preliminary", "unknown"}
)


@dataclass(slots=True)
class ReadResources:
    """What the resources of one file came to."""

    rows: list[Row] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_fhir(name: str, raw: bytes) -> ReadResources:
    """Every resource of a file: as rows, or why not.

    Raises:
        InputRefused: if the file is no FHIR at all.
    """
    found = list(_resources(name, raw))
    others = {way: said for url, said in found for way in _ways_to(url, said)}
    read, rest = ReadResources(), Counter[str]()
    for _, said in found:
        resource = Resource(name, said, others)
        if resource.kind in _READ:
            _read(resource, read)
        else:
            rest[resource.kind] += 1
    for kind, number in rest.items():
        read.asides.append(Aside(f"{name} {kind} ({number})", NoPlace(word=shown(kind))))
    return read


def _read(resource: Resource, read: ReadResources) -> None:
    status = str(resource.said.get("status"))
    if status in _NOTHING_HAPPENED:
        read.asides.append(resource.aside(ListFlaw.NOT_DONE))
    elif status in _LEFT_OUT:
        read.asides.append(resource.aside(StatusSays(word=status)))
    elif (wrong := _unsound(resource)) is not None:
        read.faults.append(Fault(f"{resource.name} {resource.spot}", wrong))
    else:
        for one in _READ[resource.kind](resource):
            (read.rows if isinstance(one, Row) else read.asides).append(one)  # type: ignore[arg-type]


def _unsound(resource: Resource) -> NotSound | None:
    """Why it is sound in neither version; None where it is in one of them."""
    first: NotSound | None = None
    for model_of in (model_of_r4b, model_of_r5):
        try:
            model_of(resource.kind).model_validate(resource.said)
        except ValidationError as error:
            where = ".".join(map(str, error.errors(include_url=False)[0]["loc"]))
            first = first or NotSound(word=shown(where))
        else:
            return None
    return first


def _resources(name: str, raw: bytes) -> Iterator[tuple[str, Json]]:
    """Each resource, with the address that its bundle gives it."""
    for document in _documents(name, raw):
        if not isinstance(document, dict) or "resourceType" not in document:
            raise InputRefused([Fault(name, ListFlaw.BUNDLE)])
        if document["resourceType"] != "Bundle":
            yield "", document
            continue
        for entry in document.get("entry", ()):
            resource = entry.get("resource") if isinstance(entry, dict) else None
            if isinstance(resource, dict) and "resourceType" in resource:
                yield str(entry.get("fullUrl", "")), resource


def _documents(name: str, raw: bytes) -> Iterator[Any]:
    """The one document of the file, or that of each line; numbers exactly as they are written."""
    try:
        text = raw.decode("utf-8-sig")
        try:
            yield json.loads(text, parse_float=Decimal)
        except json.JSONDecodeError:
            lines = [line for line in text.splitlines() if line.strip()]
            yield from [json.loads(line, parse_float=Decimal) for line in lines]
    except (ValueError, RecursionError) as error:
        raise InputRefused([Fault(name, ListFlaw.BUNDLE)]) from error


def _ways_to(url: str, said: Json) -> Iterator[str]:
    yield f"{said['resourceType']}/{said.get('id')}"
    if url:
        yield url
