"""From the protocol's TOML to a checked protocol; an authoring error names its line."""

import hashlib
from codecs import BOM_UTF8
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from models.errors import ProtocolRefused
from models.faults_found import system_reason
from models.protocol.checks.every_check import check
from models.protocol.checks.flaws import blank_texts, flaw_of_type
from models.protocol.data_folder import data_folder
from models.protocol.sites import load_sites
from models.protocol.toml_lines import read_toml
from models.protocol.types import Protocol
from models.reasons.refusals.protocol_keys import FileUnread


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
    """Read one protocol file, with the sites and drugs that lie beside it.

    Raises:
        ProtocolRefused: if it cannot be what its author meant.
    """
    raw = _bytes(path)
    drugs, sites = (_bytes(path.with_name(name)) for name in ("drugs.toml", "sites.toml"))
    protocol = _validated(path.name, raw)
    text = _text(raw)
    check(protocol, source=path.name, text=text, drugs=drugs.decode(errors="replace"))
    beside = {
        "sites": load_sites(path.with_name("sites.toml")),
        "hash": _hash(raw, drugs, sites),
    }
    return protocol.model_copy(update=beside)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = FileUnread(why=system_reason(error))
        raise ProtocolRefused(path.name, None, reason) from error


def _text(raw: bytes) -> str:
    """The file's text, without the mark that some editors put before it."""
    return raw.removeprefix(BOM_UTF8).decode()


def _validated(name: str, raw: bytes) -> Protocol:
    document = read_toml(raw.removeprefix(BOM_UTF8), name)
    for flaw in blank_texts(document):
        raise flaw.refusal(name, _text(raw))
    try:
        return Protocol.model_validate(document)
    except ValidationError as error:
        flaw = flaw_of_type(error.errors(include_url=False), Protocol)
        raise flaw.refusal(name, _text(raw)) from error


def _hash(*contents: bytes) -> str:
    """The content of the protocol and of the data it is read with."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
        digest.update(b"\0")
    return f"sha256:{digest.hexdigest()}"
