"""Read the trial's sites from data; what an author got wrong is refused with its line."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from models.errors import ProtocolRefused
from models.faults_found import value_reason
from models.protocol.loading.toml_lines import line_of, read_toml
from models.protocol.site import Closure, OpeningHours, Site
from models.reasons.refusals.authored.protocol_keys import UnreadFlaw
from models.reasons.refusals.authored.site_files import SiteIdTwice
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.validation import (
    DataFile,
    DayNeeded,
    NotAFieldOf,
    OfField,
    TypeMissing,
)
from models.texts import as_written, together

__all__ = ["SITES", "Closure", "OpeningHours", "Site", "load_sites"]

SITES = Path(__file__).parent.parent / "protocols" / "sites.toml"
_IN_LANGUAGES = BeforeValidator(lambda site: together(site, ("name", "city")))


class SitesFile(BaseModel):
    """The whole file, as its author writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: Annotated[Literal["dayzero.sites/1"], Field(alias="schema")]
    site: Annotated[tuple[Annotated[Site, _IN_LANGUAGES], ...], Field(min_length=1)]


@lru_cache(maxsize=8)
def load_sites(path: Path = SITES) -> Mapping[str, Site]:
    """Every site under its id, in the order of the file. Read once.

    Raises:
        ProtocolRefused: naming the line at fault, if the file cannot be what its author meant.
    """
    raw = _read(path)
    document = read_toml(raw, path.name)
    try:
        file = SitesFile.model_validate(document)
    except ValidationError as error:
        # A misspelt field is also a missing one: the misspelling is what helps.
        fault = min(error.errors(), key=lambda each: each["type"] == "missing")
        raise ProtocolRefused(path.name, _line(fault, raw.decode()), _reason(fault)) from error
    _refuse_a_second_use_of_an_id(file.site, raw.decode(), path.name)
    return MappingProxyType({site.id: site for site in file.site})


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ProtocolRefused(str(path), None, UnreadFlaw.FILE) from error


def _refuse_a_second_use_of_an_id(sites: Sequence[Site], text: str, source: str) -> None:
    ids = [site.id for site in sites]
    for index, site_id in enumerate(ids):
        if ids.index(site_id) < index:
            line = line_of(text, "site", index, "id")
            raise ProtocolRefused(source, line, SiteIdTwice(site=site_id))


def _line(fault: ErrorDetails, text: str) -> int | None:
    """Find the line of a fault's key, or else of its site, or else of the file."""
    table, *within = (str(part) for part in as_written(fault["loc"]))
    key = within[1] if within[1:] else None
    line = line_of(text, table, int(within[0]), key) if within else None
    return line or line_of(text, table) or line_of(text, "", key=table)


def _reason(fault: ErrorDetails) -> FaultReason:
    named = [part for part in as_written(fault["loc"]) if isinstance(part, str)]
    field = ".".join(named[1:] or named)
    match fault["type"]:
        case "value_error":
            return value_reason(fault)
        case "missing":
            return TypeMissing(field=field)
        case "unexpected_keyword_argument" | "extra_forbidden":
            return NotAFieldOf(field=field, file=DataFile.SITES)
        case "date_type":
            return DayNeeded(field=named[1])
    return OfField(field=field, why=value_reason(fault))
