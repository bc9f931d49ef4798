"""From the protocol's TOML to a checked protocol; an authoring error names its line."""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from models.protocol.checks.every_check import check
from models.protocol.checks.flaws import Flaw, blank_texts, flaw_of_type
from models.protocol.checks.languages import language_flaws, site_language_flaws
from models.protocol.checks.series import series_flaws
from models.protocol.checks.spellings import spelling_flaws
from models.protocol.loading.data_folder import BESIDE, SITES, VOCABULARY, bytes_of
from models.protocol.loading.listed_drugs import listed_drugs
from models.protocol.loading.series import written_out
from models.protocol.loading.toml_lines import read_toml
from models.protocol.sites import load_sites
from models.protocol.types import Protocol
from models.protocol.vocabulary import OF_NO_TRIAL, Vocabulary
from models.reasons.refusals.authored.trial_folders import NotCalledByItsId

Data = TypeVar("Data", bound=BaseModel)
NO_FILES: Final[Mapping[str, Path]] = MappingProxyType({})


def read_installed(path: Path, with_files: Mapping[str, Path]) -> Protocol:
    """Read the protocol of an installed trial, whose file is called by its id.

    Raises:
        ProtocolRefused: likewise, and where the file is called otherwise.
    """
    protocol = read_protocol(path, with_files)
    if protocol.id.lower() != path.stem.lower():
        other = Flaw("", None, "id", NotCalledByItsId(trial=protocol.id))
        _refuse([other], path.name, bytes_of(path))
    return protocol


def read_protocol(path: Path, with_files: Mapping[str, Path] = NO_FILES) -> Protocol:
    """Read one protocol file, with the vocabulary, the sites and the drugs that lie beside it.

    Args:
        with_files: what is to be read instead of a file beside it, by that file's name.

    Raises:
        ProtocolRefused: if it cannot be what its author meant.
    """
    raw = bytes_of(path)
    files = {name: with_files.get(name, path.with_name(name)) for name in BESIDE}
    drugs, places, words = (bytes_of(files[name]) for name in BESIDE)
    vocabulary = _vocabulary(words)
    protocol = _validated(Protocol, path.name, raw, vocabulary=vocabulary)
    check(protocol, source=path.name, text=_text(raw), drugs=listed_drugs(drugs))
    sites = load_sites(files[SITES])
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


def _text(raw: bytes) -> str:
    """The file's text, without the mark that some editors put before it."""
    return raw.removeprefix(BOM_UTF8).decode()


def _validated(model: type[Data], name: str, raw: bytes, **beside: object) -> Data:
    """The file's data, with what was read beside it."""
    as_written = read_toml(raw.removeprefix(BOM_UTF8), name)
    _refuse(series_flaws(as_written), name, raw)
    document = written_out(as_written)
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
