"""One resource of FHIR while it is made into a row: its place, its cells, what it refers to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dayzero.lists.cells import Aside, Cell, Row
from models.reasons.refusals.refusal import FaultReason

_FRACTION: Final = re.compile(r"(T[0-9:]{8})\.[0-9]+")

Json = Mapping[str, Any]


@dataclass(slots=True)
class Resource:
    """A sound resource, and the cells that are found in it.

    Attributes:
        name: of the file.
        others: what it may refer to, by every way to refer to it.
        part: the number of a component; empty for the whole.
    """

    name: str
    said: Json
    others: Mapping[str, Json]
    part: str = ""
    cells: dict[str, Cell] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Its type, such as MedicationStatement."""
        return str(self.said["resourceType"])

    @property
    def spot(self) -> str:
        """`MedicationStatement/ms1`; a component by its number behind that."""
        return f"{self.kind}/{self.said.get('id', '?')}{self.part}"

    def put(self, meaning: str, value: object, element: str) -> None:
        """Keep what an element says; what is not said makes no cell."""
        if value not in {None, ""}:
            text = _FRACTION.sub(r"\1", str(value))
            self.cells[meaning] = Cell(text, f"{self.name} {self.spot}.{element}")

    def put_span(self, stem: str) -> None:
        """`effectiveDateTime`, `effectiveInstant` or `effectivePeriod`, by the stem `effective`."""
        for one in ("DateTime", "Instant"):
            self.put("at", self.said.get(f"{stem}{one}"), f"{stem}{one}")
        period = self.said.get(f"{stem}Period") or {}
        self.put("first", period.get("start"), f"{stem}Period")
        self.put("last", period.get("end"), f"{stem}Period")

    def row(self) -> Row:
        """The cells so far, with whose they are and under its own id."""
        whose = self.said.get("subject") or self.said.get("patient") or {}
        self.put("subject", whose.get("reference"), "subject")
        if "id" in self.said:
            self.put("id", f"{self.said['id']}{self.part}", "id")
        return Row(name=self.name, spot=self.spot, cells=dict(self.cells), series=self.kind)

    def aside(self, why: FaultReason) -> Aside:
        """That it is left out."""
        return Aside(f"{self.name} {self.spot}", why)

    def referred(self, reference: Json | None) -> Json:
        """What a reference leads to, in the file or in the resource itself; empty where nothing."""
        named = str((reference or {}).get("reference", ""))
        inside = {f"#{one.get('id')}": one for one in self.said.get("contained", ())}
        return inside.get(named) or self.others.get(named) or {}
