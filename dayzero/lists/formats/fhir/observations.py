"""Observations: values and results, and each component of those that have several."""

from collections.abc import Iterator
from dataclasses import replace

from dayzero.lists.cells import Aside, Row
from dayzero.lists.formats.fhir.codes import Concept, known_codes, names_of
from dayzero.lists.formats.fhir.resource import Json, Resource


def observation_rows(resource: Resource) -> Iterator[Row | Aside]:
    """One row for its value, and one for each component."""
    resource.put_span("effective")
    resource.put("reported", resource.said.get("issued"), "issued")
    components = resource.said.get("component") or []
    for number, component in enumerate(components, start=1):
        part = replace(resource, part=f" component {number}", cells=dict(resource.cells))
        yield _row(part, component)
    if not components or any(name.startswith("value") for name in resource.said):
        yield _row(resource, resource.said)


def _row(resource: Resource, said: Json) -> Row:
    code: Concept = said.get("code") or {}
    coded = known_codes().meaning(code)
    resource.put("item", next(iter((*names_of(code), coded or "?"))), "code")
    resource.put("item_standard", coded, "code")
    resource.put("specimen", known_codes().specimen(code), "code")
    _value(resource, said)
    ranges = said.get("referenceRange") or []
    if len(ranges) == 1:
        resource.put("uln", (ranges[0].get("high") or {}).get("value"), "referenceRange")
    return resource.row()


def _unit(quantity: Json) -> str:
    """As it was written; by its code where a name of several words was written."""
    written, code = str(quantity.get("unit") or ""), str(quantity.get("code") or "")
    unit = code if code and (not written or " " in written) else written
    return known_codes().units.get(unit, unit)


def _value(resource: Resource, said: Json) -> None:
    quantity: Json | None = said.get("valueQuantity")
    if quantity is not None and "value" in quantity:
        value = f"{quantity.get('comparator', '')}{quantity['value']}"
        resource.put("result", value, "valueQuantity")
        resource.put("unit", _unit(quantity), "valueQuantity")
        return
    concept: Concept = said.get("valueCodeableConcept") or {}
    word = known_codes().meaning(concept) or next(names_of(concept), None)
    resource.put("result", word or said.get("valueString"), "value")
    resource.put("result", said.get("valueInteger"), "valueInteger")
    if "valueBoolean" in said:
        resource.put("result", "yes" if said["valueBoolean"] else "no", "valueBoolean")
