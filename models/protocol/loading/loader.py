"""From the protocol's TOML to a checked protocol; an authoring error names its line."""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from models.errors import ProtocolRefused
from models.faults_found import system_reason
from models.protocol.checks.every_check import check
from models.protocol.checks.flaws import Flaw, blank_texts, flaw_of_type
from models.protocol.checks.languages import language_flaws, site_language_flaws
from models.protocol.checks.spellings import spelling_flaws
from models.protocol.loading.data_folder import DRUGS, SITES, VOCABULARY, data_folder
from models.protocol.loading.listed_drugs import listed_drugs
from models.protocol.loading.toml_lines import read_toml
from models.protocol.sites import load_sites
from models.protocol.types import Protocol
from models.protocol.vocabulary import OF_NO_TRIAL, Vocabulary
from models.reasons.refusals.authored.protocol_keys import FileUnread

Data = TypeVar("Data", bound=BaseModel)


def load_protocol(protocol_id: str = "NCT04684147", folder: Path | None = None) -> Protocol:
    """Read, validate and check one protocol, once; from the folder in force unless one is named.

    Raises:
        ProtocolRefused: with the file, the line and the reason, for the first thing wrong.
    """
    return _read_once((folder or data_folder()) / f"{protocol_id.lower()}.toml")


@lru_cache
def _read_once(path: Path) -> Protocol:
    return read_protocol(path)


def read_protocol(path: Path) -> Protocol:
    """Read one protocol file, with the vocabulary, the sites and the drugs that lie beside it.

    Raises:
        ProtocolRefused: if it cannot be what its author meant.
    """
    raw = _bytes(path)
    drugs, places, words = (_bytes(path.with_name(name)) for name in (DRUGS, SITES, VOCABULARY))
    vocabulary = _vocabulary(words)
    protocol = _validated(Protocol, path.name, raw, vocabulary=vocabulary)
    check(protocol, source=path.name, text=_text(raw), drugs=listed_drugs(drugs))
    sites = load_sites(path.with_name(SITES))
    _refuse(language_flaws(vocabulary, protocol.titles), VOCABULARY, words)
    _refuse(site_language_flaws(sites.values(), protocol.titles), SITES, places)
    return protocol.model_copy(update={"sites": sites, "hash": _hash(raw, drugs, places, words)})


def _vocabulary(raw: bytes) -> Vocabulary:
    vocabulary = _validated(Vocabulary, VOCABULARY, raw)
    for kind in OF_NO_TRIAL:
        _refuse(spelling_flaws(kind, getattr(vocabulary, kind)), VOCABULARY, raw)
    return vocabulary


def _refuse(flaws: Iterable[Flaw], source: str, raw: bytes) -> None:
    """Refuse a file for the first flaw found in it."""
    for flaw in flaws:
        raise flaw.refusal(source, _text(raw))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = FileUnread(why=system_reason(error))
        raise ProtocolRefused(path.name, None, reason) from error


def _text(raw: bytes) -> str:
    """The file's text, without the mark that some editors put before it."""
    return raw.removeprefix(BOM_UTF8).decode()


def _validated(model: type[Data], name: str, raw: bytes, **beside: object) -> Data:
    """The file's data, with what was read beside it."""
    document = read_toml(raw.removeprefix(BOM_UTF8), name)
    _refuse(blank_texts(document), name, raw)
    try:
        return model.model_validate({**beside, **document})
    except ValidationError as error:
        flaw = flaw_of_type(error.errors(include_url=False), model)
        raise flaw.refusal(name, _text(raw)) from error


def _hash(*contents: bytes) -> str:
    """The content of the protocol and of the data it is read with."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
        digest.update(b"\0")
    return f"sha256:{digest.hexdigest()}"
