"""How long a step is drawn in calendars: site defaults, read from the data, a site's own first."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.errors import ProtocolRefused
from models.faults_found import value_reason
from models.protocol import Protocol
from models.protocol.loading.data_folder import data_file
from models.protocol.loading.toml_lines import line_of, read_toml
from models.reasons.calendar.descriptions import LengthByDefault
from models.reasons.refusals.authored.protocol_path import NotAStep
from models.reasons.refusals.authored.routing_files import NotASiteOfTheTrial
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.validation import OfField
from models.schedule import Entry
from models.versions.known import known_protocol

SHIPPED: Final = Path(__file__).with_name("visit_lengths.toml")
_Minutes = Annotated[int, Field(strict=True, ge=5, le=24 * 60)]
_Lengths = Mapping[str, _Minutes]
_Place = tuple[str, ...]


class VisitLengths(BaseModel):
    """The whole file, in minutes.

    Attributes:
        otherwise: of a step that is not named.
        minutes: of each step.
        at: what single sites say otherwise, by site and step.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: Annotated[Literal["dayzero.visit-lengths/1"], Field(alias="schema")]
    otherwise: _Minutes
    minutes: _Lengths = {}
    at: Mapping[str, _Lengths] = {}

    def of(self, step: str, site: str) -> int:
        """The length of a step at a site."""
        return self.at.get(site, {}).get(step) or self.minutes.get(step, self.otherwise)


def visit_minutes(step: str, site: str) -> int:
    """How long a step is drawn by the data in force: a site's own file, or what is shipped.

    Raises:
        ProtocolRefused: if a site's own file cannot be what its author meant.
    """
    return _in_force(data_file(SHIPPED.name)).of(step, site)


def as_long_as_before(was: Entry, entry: Entry) -> Entry:
    """What begins when it began keeps its length: nobody is told of a default that was changed."""
    if was.starts is None or was.ends is None or was.starts != entry.starts:
        return entry
    length = LengthByDefault(minutes=was.ends - was.starts)
    about = (length if isinstance(line, LengthByDefault) else line for line in entry.about)
    return replace(entry, ends=was.ends, about=tuple(about))


@lru_cache(maxsize=8)
def _in_force(own: Path) -> VisitLengths:
    if not own.exists():
        return _read(SHIPPED)
    lengths = _read(own)
    for place, reason in _unknown(lengths, known_protocol()):
        raise ProtocolRefused(own.name, _line(own, place), reason)
    return lengths


def _read(path: Path) -> VisitLengths:
    document = read_toml(path.read_bytes(), path.name)
    try:
        return VisitLengths.model_validate(document)
    except ValidationError as error:
        fault = error.errors()[0]
        place = tuple(map(str, fault["loc"]))
        reason = OfField(field=".".join(place), why=value_reason(fault))
        raise ProtocolRefused(path.name, _line(path, place), reason) from error


def _unknown(lengths: VisitLengths, protocol: Protocol) -> Iterator[tuple[_Place, FaultReason]]:
    """A misspelt name would leave its length as it was, and nobody would know."""
    for site in lengths.at:
        if site not in protocol.sites:
            yield ("at", site), NotASiteOfTheTrial(word=site)
    named = [("minutes", step) for step in lengths.minutes]
    named += [(f"at.{site}", step) for site, steps in lengths.at.items() for step in steps]
    for table, step in named:
        if step not in protocol.step_by_id:
            yield (table, step), NotAStep(word=step)


def _line(path: Path, place: _Place) -> int | None:
    *table, key = place
    text = path.read_text(encoding="utf-8")
    return line_of(text, ".".join(table), key=key) or line_of(text, ".".join(place))
