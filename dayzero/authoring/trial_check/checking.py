"""Everything that is wrong with a trial's data, at once, and what of it could never matter."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dayzero.authoring.trial_check.beside import Beside, read_beside
from dayzero.authoring.trial_check.document import Document, details_of, form_flaws, open_document
from dayzero.authoring.trial_check.never_matters import what_never_matters
from dayzero.authoring.trial_check.rules import rule_flaws
from dayzero.authoring.trial_check.what_is_left import what_is_left
from dayzero.authoring.trial_files import taken_from_installation, trial_files
from models.errors import ProtocolRefused
from models.protocol import Protocol
from models.protocol.checks.languages import language_flaws, site_language_flaws
from models.protocol.loading.data_folder import SITES, VOCABULARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a trial's data.

    Attributes:
        flaws: each refuses the data; file by file, line by line.
        idle: refuses nothing, and will never matter.
        waits: whether rules could not be looked at until a flaw of their form is mended.
        borrowed: files that the folder has not; the installation's own were read.
    """

    flaws: tuple[ProtocolRefused, ...]
    idle: tuple[ProtocolRefused, ...]
    waits: bool
    borrowed: tuple[str, ...] = ()


def check_trial(path: Path) -> Checked:
    """Look at all data of the trials that a path means.

    Raises:
        NoTrialThere: if no protocol lies there.
    """
    files = trial_files(path)
    beside = read_beside(files[0].parent)
    each = [_check_file(file, beside) for file in files]
    flaws = {_order(one): one for one in beside.flaws}
    flaws |= {_order(one): one for checked in each for one in checked.flaws}
    return Checked(
        flaws=tuple(flaws[key] for key in sorted(flaws)),
        idle=tuple(one for checked in each for one in checked.idle),
        waits=any(checked.waits for checked in each),
        borrowed=taken_from_installation(files[0].parent),
    )


def _order(refused: ProtocolRefused) -> tuple[str, int, str]:
    return refused.source, refused.line or 0, str(refused.reason)


def _check_file(file: Path, beside: Beside) -> Checked:
    try:
        document = open_document(file)
    except ProtocolRefused as refused:
        return Checked(flaws=(refused,), idle=(), waits=True)
    if beside.vocabulary is None:
        return Checked(flaws=(), idle=(), waits=True)
    details = details_of(Protocol, document.keys, vocabulary=beside.vocabulary)
    flaws = tuple(document.refused(form_flaws(document, Protocol, details)))
    rest = what_is_left(document, details, beside.vocabulary)
    if details_of(Protocol, rest.keys, vocabulary=beside.vocabulary):
        return Checked(flaws=flaws, idle=(), waits=True)
    found = _check_rules(rest, beside, flaws, whole=not details)
    return replace(found, waits=found.waits or rest.text != document.text)


def _check_rules(
    rest: Document, beside: Beside, flaws: tuple[ProtocolRefused, ...], *, whole: bool
) -> Checked:
    """What its rules say, now that they can be read."""
    keys = {"vocabulary": beside.vocabulary, **rest.keys}
    found = list(rule_flaws(Protocol.model_validate(keys), rest.text, beside.listed))
    protocol = Protocol.model_validate(keys)
    idle = rest.refused(what_never_matters(protocol)) if whole and not found else ()
    return Checked(
        flaws=(*flaws, *rest.refused(found), *_in_other_languages(protocol, beside)),
        idle=tuple(idle),
        waits=beside.drugs is None,
    )


def _in_other_languages(protocol: Protocol, beside: Beside) -> Iterator[ProtocolRefused]:
    """What the files beside it lack of the languages of its own title."""
    if beside.vocabulary is not None:
        words = language_flaws(beside.vocabulary, protocol.titles)
        yield from beside.documents[VOCABULARY].refused(words)
    if beside.sites is not None:
        names = site_language_flaws(beside.sites.site, protocol.titles)
        yield from beside.documents[SITES].refused(names)
