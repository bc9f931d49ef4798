"""What a chart file adds to the chart that is recorded already; pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.chart.corrections.fields import FIELDS_OF_CONSTANT
from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.records import ImportFlaw, OtherContent
from models.records.database.json_text import same_content

Facts = list[dict[str, Any]]
_FACT_PATH = re.compile(r"facts\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """One chart file against the records.

    Attributes:
        document: the chart as it will stand.
        added: the facts that are new, in the file's order.
        places: for each fact of `document`, its place in the file; None if not in it.
        enrolled: whether the subject is new.
        whole: whether the file says the whole chart, in its order.
    """

    document: Mapping[str, Any]
    added: Facts
    places: tuple[int | None, ...]
    enrolled: bool
    whole: bool

    @property
    def already(self) -> int:
        """How many of the file's facts were recorded before."""
        return sum(place is not None for place in self.places) - len(self.added)


def merge(recorded: Mapping[str, Any] | None, incoming: Mapping[str, Any]) -> Merge:
    """Add the facts that are new; what is recorded stays as it is.

    Raises:
        InputRefused: if the file contradicts what is recorded; records are corrected,
            never overwritten.
    """
    before: Facts = list(recorded["facts"]) if recorded else []
    new: Facts = list(incoming["facts"])
    faults = [
        *(_header_faults(recorded, incoming) if recorded else ()),
        *_clashes(before, new),
    ]
    if faults:
        raise InputRefused(faults)
    known = {fact["id"] for fact in before}
    added = [fact for fact in new if fact["id"] not in known]
    after = before + added
    place = {fact["id"]: index for index, fact in enumerate(new)}
    return Merge(
        document={**(recorded or incoming), "facts": after},
        added=added,
        places=tuple(place.get(fact["id"]) for fact in after),
        enrolled=recorded is None,
        whole=[fact["id"] for fact in after] == [fact["id"] for fact in new],
    )


def _header_faults(recorded: Mapping[str, Any], incoming: Mapping[str, Any]) -> Iterable[Fault]:
    fields = dict.fromkeys([*incoming, *recorded])  # both, each once, the file's order first
    for field in fields:
        if field == "facts":
            continue
        constant = field in FIELDS_OF_CONSTANT
        if field not in recorded:
            flaw = ImportFlaw.ANOTHER_CONSTANT if constant else ImportFlaw.NOT_RECORDED
            yield Fault(field, flaw)
        elif field not in incoming:
            yield Fault(field, ImportFlaw.MISSING_HERE)
        elif not same_content(recorded[field], incoming[field]):
            flaw = ImportFlaw.ANOTHER_CONSTANT if constant else ImportFlaw.ANOTHER_VALUE
            yield Fault(field, flaw)


def _clashes(before: Facts, new: Facts) -> Iterable[Fault]:
    known = {fact["id"]: fact for fact in before}
    for index, fact in enumerate(new):
        if fact["id"] in known and not same_content(known[fact["id"]], fact):
            yield Fault(f"facts[{index}].id", OtherContent(fact=fact["id"]))


def as_in_file(faults: Iterable[Fault], places: tuple[int | None, ...]) -> list[Fault]:
    """Point at the file's facts where faults point at those of the merged chart."""

    def in_file(match: re.Match[str]) -> str:
        place = places[int(match[1])]
        return match[0] if place is None else f"facts[{place}]"

    return [Fault(_FACT_PATH.sub(in_file, fault.path), fault.reason) for fault in faults]
