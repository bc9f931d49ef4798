"""The trials that are installed here: each read and checked once, and kept for later processes."""

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path

from models.errors import NoTrialInstalled, ProtocolRefused, TrialNotNamed
from models.kept_copies import kept
from models.protocol.loading.data_folder import (
    BESIDE,
    DRUGS,
    beside,
    bytes_of,
    data_file,
    data_folder,
    trial_paths,
)
from models.protocol.types import Protocol
from models.reasons.refusals.authored.trial_folders import DrugsOfOneTrial


def load_protocol(trial: str | None = None) -> Protocol:
    """Read, validate and check one installed protocol, once.

    Args:
        trial: its id; None means the one that is installed.

    Raises:
        TrialNotNamed: if none is named, and several are installed.
        NoTrialInstalled: if none is.
        ProtocolRefused: with the file, the line and the reason, for the first thing wrong.
    """
    return _read_once(_installed_path(trial))


def installed_trials() -> tuple[Protocol, ...]:
    """Every installed trial, in the order of the files.

    Raises:
        NoTrialInstalled: if there is none.
        ProtocolRefused: if one of them cannot be read.
    """
    paths = trial_paths()
    if not paths:
        raise NoTrialInstalled(str(data_folder()))
    return tuple(map(_read_once, paths.values()))


def _installed_path(trial: str | None) -> Path:
    paths = trial_paths()
    if trial is not None:
        return paths.get(trial.lower()) or data_folder() / f"{trial.lower()}.toml"
    if len(paths) > 1:
        raise TrialNotNamed(tuple(each.id for each in installed_trials()))
    for path in paths.values():
        return path
    raise NoTrialInstalled(str(data_folder()))


@lru_cache
def _read_once(path: Path) -> Protocol:
    _refuse_own_drugs(path.with_name(DRUGS))
    files = {name: beside(path, name) for name in BESIDE}
    sources = (bytes_of(path), *map(bytes_of, files.values()))
    return kept("protocol", path, sources, partial(_read, path, files))


def _read(path: Path, files: Mapping[str, Path]) -> Protocol:
    # What checks data is imported only where no kept copy says that it was checked.
    from models.protocol.loading.loader import read_installed  # noqa: PLC0415  see above

    return read_installed(path, files)


def _refuse_own_drugs(own: Path) -> None:
    """All trials are judged by one catalogue; another one in a trial's folder is never read."""
    installed = data_file(DRUGS)
    if own.exists() and own != installed and bytes_of(own) != bytes_of(installed):
        theirs = DrugsOfOneTrial(of=str(installed))
        raise ProtocolRefused(f"{own.parent.name}/{own.name}", None, theirs)
