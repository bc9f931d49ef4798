"""A version of a protocol, from where it was written or by its name."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from dayzero.authoring.trial_files import read_trial
from models.errors import DayZeroError
from models.protocol import Protocol, load_protocol
from models.protocol.loading.data_folder import BESIDE, data_file
from models.reasons.refusals.refusal import shown
from models.records.store import WrittenVersion, approve_version, recorded_version
from models.versions.stored import hash_of, installed_content, read_stored

NAME: Final = re.compile(r"\w[\w.+-]{0,39}")


class OtherTrial(DayZeroError):
    """A version that is none of a protocol that is installed."""

    exit_code = 2
    kind = "other_trial"

    def __init__(self, path: str, found: str, installed: str) -> None:
        super().__init__(path, found, installed)
        self.path = path
        self.found = found
        self.installed = installed


class DataBesideDiffers(DayZeroError):
    """A version's folder with drugs, sites or words of its own."""

    exit_code = 2
    kind = "data_beside_differs"

    def __init__(self, path: str, files: tuple[str, ...]) -> None:
        super().__init__(path, files)
        self.path = path
        self.files = files


class VersionUnknown(DayZeroError):
    """What is neither a file nor the name of a version on record."""

    exit_code = 2
    kind = "version_unknown"

    def __init__(self, word: str, trial: str) -> None:
        super().__init__(word, trial)
        self.word = word
        self.trial = trial


class NotAVersionName(DayZeroError):
    """A name that cannot stand in addresses, calendars and messages."""

    exit_code = 2
    kind = "not_a_version_name"

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class StepNotInVersion(DayZeroError):
    """A step that a version is to ask for, and has not."""

    exit_code = 2
    kind = "step_not_in_version"

    def __init__(self, step: str, version: str) -> None:
        super().__init__(step, version)
        self.step = step
        self.version = version


def read_version(path: Path, trial: str) -> Protocol:
    """A version of one trial's protocol.

    Args:
        path: its file, or its folder; drugs, sites and vocabulary that are not beside it are the
            installation's own.

    Raises:
        ProtocolRefused: if it cannot be what its author meant.
        OtherTrial: if it is another trial's.
    """
    read = read_trial(_file(path, trial).resolve())
    if read.id != trial:
        raise OtherTrial(str(path), read.id, trial)
    return read


def meant_version(engine: Engine, word: str, trial: str) -> tuple[Protocol, WrittenVersion]:
    """The version that a word means: its file, its folder, or its name if it is on record.

    Raises:
        NotAVersionName: if it calls itself what cannot stand in addresses and calendars.
        DataBesideDiffers: if its folder has other drugs, sites or words than the installation.
        OtherTrial: if it is another trial's.
        ProtocolRefused: if it cannot be what its author meant.
        VersionUnknown: if the word means none.
    """
    if not Path(word).exists():
        known = recorded_version(engine, trial, word)
        if known is None:
            raise VersionUnknown(word, trial)
        return read_stored(trial, known.content), known
    file = _file(Path(word), trial)
    _refuse_other_data(file.parent, word)
    read = read_version(Path(word), trial)
    if not NAME.fullmatch(read.version):
        raise NotAVersionName(shown(read.version))
    return read, _written(trial, read.version, file.read_bytes().decode("utf-8-sig"))


def approve(
    engine: Engine,
    site: str,
    version: tuple[Protocol, WrittenVersion],
    starts: date,
    *,
    asks: str | None,
    now: datetime,
    by: str,
) -> int | None:
    """Let a site plan by a version from a day on.

    Raises:
        StepNotInVersion: if it is to ask for a step that it has not.
        VersionChanged, TrialClosed, StoreTrouble: as for `approve_version`.
    """
    read, written = version
    if asks is not None and asks not in read.step_by_id:
        raise StepNotInVersion(asks, read.version)
    installed = load_protocol(read.id)
    before = _written(read.id, installed.version, installed_content(read.id))
    return approve_version(engine, site, written, starts, before=before, asks=asks, now=now, by=by)


def _file(path: Path, trial: str) -> Path:
    return path / f"{trial.lower()}.toml" if path.is_dir() else path


def _written(trial: str, version: str, content: str) -> WrittenVersion:
    return WrittenVersion(protocol=trial, version=version, content=content, sha256=hash_of(content))


def _refuse_other_data(folder: Path, word: str) -> None:
    """Drugs, sites and words are the installation's, whatever version a site plans by."""
    own = (folder / name for name in BESIDE)
    other = [each for each in own if each.exists() and not _is_installed(each)]
    if other:
        raise DataBesideDiffers(word, tuple(each.name for each in other))


def _is_installed(file: Path) -> bool:
    return file.read_bytes() == data_file(file.name).read_bytes()
