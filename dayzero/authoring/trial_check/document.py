"""A file of a trial's data as TOML, and everything that is wrong with the form of its keys."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from models.errors import ProtocolRefused
from models.faults_found import system_reason, value_reason
from models.protocol.checks.flaws import Flaw, blank_texts, flaw_of_type
from models.protocol.checks.series import series_flaws
from models.protocol.loading.series import written_out
from models.protocol.loading.toml_lines import read_toml
from models.reasons.facts import changed
from models.reasons.refusals.authored.protocol_keys import (
    FileUnread,
    KeyRefused,
    KeyUnknown,
    KeyUnreadable,
)
from models.reasons.refusals.refusal import nearest

_BOM = b"\xef\xbb\xbf"
Keys = Mapping[str, Any]
Detail = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its name, its text, and what stands in it."""

    name: str
    text: str
    keys: Keys

    def refused(self, flaws: Iterable[Flaw]) -> Iterator[ProtocolRefused]:
        """Each flaw with the file and the line at which it stands."""
        yield from (flaw.refusal(self.name, self.text) for flaw in flaws)


def open_document(path: Path) -> Document:
    """Read a file.

    Raises:
        ProtocolRefused: if it cannot be read, is not TOML in UTF-8, or has an entry that cannot
            be written out for its numbers.
    """
    try:
        raw = path.read_bytes().removeprefix(_BOM)
    except OSError as error:
        raise ProtocolRefused(path.name, None, FileUnread(why=system_reason(error))) from error
    as_written, text = read_toml(raw, path.name), raw.decode()
    for flaw in series_flaws(as_written):
        raise flaw.refusal(path.name, text)
    return Document(path.name, text, written_out(as_written))


def details_of(model: type[BaseModel], keys: Keys, **beside: object) -> list[Detail]:
    """Whatever pydantic finds wrong with the types of a file's keys."""
    try:
        model.model_validate({**beside, **keys})
    except ValidationError as error:
        return [_as_a_key(one) for one in error.errors(include_url=False)]
    return []


def without_doubles(details: list[Detail]) -> list[Detail]:
    """What is told of them: no misspelt key as missing, no list of unread entries as empty."""
    told = [one for one in details if not _is_misspelt(one, details)]
    return [one for one in told if not _is_of_its_entries(one, told)]


def form_flaws(document: Document, model: type[BaseModel], details: list[Detail]) -> Iterator[Flaw]:
    """Texts in which nothing stands, then each key that is missing or not of its type."""
    blank = list(blank_texts(document.keys))
    told = {(flaw.table, flaw.index, flaw.key) for flaw in blank}
    typed = (_flaw(one, details, model) for one in without_doubles(details))
    yield from blank
    yield from (flaw for flaw in typed if (flaw.table, flaw.index, flaw.key) not in told)


def _flaw(detail: Detail, details: list[Detail], model: type[BaseModel]) -> Flaw:
    flaw = flaw_of_type([detail], model)
    if isinstance(flaw.reason, KeyUnreadable):
        return replace(flaw, reason=KeyRefused(key=flaw.reason.key, why=value_reason(detail)))
    if isinstance(flaw.reason, KeyUnknown) and flaw.reason.near is None:
        return replace(flaw, reason=changed(flaw.reason, near=meant_by(detail, details)))
    return flaw


def meant_by(detail: Detail, details: list[Detail]) -> str | None:
    """The missing key that an unknown one beside it was perhaps meant for."""
    *way, key = detail["loc"]
    beside = [one["loc"] for one in details if one["type"] == "missing"]
    return nearest(str(key), [str(loc[-1]) for loc in beside if list(loc[:-1]) == way])


def _as_a_key(detail: Detail) -> Detail:
    """An unknown key is told alike, whichever kind of type it was read by."""
    unknown = detail["type"] == "unexpected_keyword_argument"
    return {**detail, "type": "extra_forbidden"} if unknown else detail


def _is_misspelt(detail: Detail, details: list[Detail]) -> bool:
    if detail["type"] != "missing":
        return False
    unknown = (one for one in details if one["type"] == "extra_forbidden")
    return any((*one["loc"][:-1], meant_by(one, details)) == detail["loc"] for one in unknown)


def _is_of_its_entries(detail: Detail, details: list[Detail]) -> bool:
    place, length = detail["loc"], len(detail["loc"])
    within = (one["loc"] for one in details if len(one["loc"]) > length)
    return detail["type"] == "too_short" and any(loc[:length] == place for loc in within)
