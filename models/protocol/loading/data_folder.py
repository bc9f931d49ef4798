"""Where the trials' data lies: with this program, or in a folder that a site keeps its own in.

The one thing that `models` reads from the environment: whatever process plans, a command, a
flow or a page, must plan by the same data, and only the environment reaches all of them.

A trial is one file, called by the trial's id: in the folder itself, or in a folder of its own
within. What a trial's own folder has not beside it, lies in the folder itself; a folder that
holds trials' folders alone may leave drugs and vocabulary to those that came with this program.
"""

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from models.errors import ProtocolRefused
from models.faults_found import system_reason
from models.reasons.refusals.authored.protocol_keys import FileUnread

SHIPPED = Path(__file__).parents[2] / "protocols"
VARIABLE = "DAYZERO_PROTOCOLS"
DRUGS, SITES, VOCABULARY = "drugs.toml", "sites.toml", "vocabulary.toml"
"""What a protocol is read with."""

BESIDE: Final = (DRUGS, SITES, VOCABULARY)
_NO_TRIALS: Final = {*BESIDE, "dose_units.toml", "routing.toml", "visit_lengths.toml"}


def data_folder() -> Path:
    """The folder of the data that is in force."""
    return _folder(os.environ.get(VARIABLE))


def data_file(name: str) -> Path:
    """One file of it, by its name."""
    return _file(os.environ.get(VARIABLE), name)


def trial_paths() -> Mapping[str, Path]:
    """The file of each installed trial, in their order, by its name without its ending.

    Looked for once in a process: a trial that is added later is seen by the next one.
    """
    return _trial_paths(str(data_folder()))


def trials_in(folder: Path) -> tuple[Path, ...]:
    """Each trial's file that lies in a folder itself, in their order."""
    return tuple(file for file in sorted(folder.glob("*.toml")) if file.name not in _NO_TRIALS)


def beside(trial: Path, name: str) -> Path:
    """What a trial is read with: of its own folder, else of the folder in force.

    Drugs are one catalogue for all trials, and never a trial's own.
    """
    own = trial.with_name(name)
    installed = data_folder() == trial.parent.parent
    return data_file(name) if installed and (name == DRUGS or not own.exists()) else own


def bytes_of(file: Path) -> bytes:
    """The content of a file of data.

    Raises:
        ProtocolRefused: with the reason, if it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise ProtocolRefused(file.name, None, FileUnread(why=system_reason(error))) from error


@lru_cache(maxsize=64)
def _trial_paths(folder: str) -> Mapping[str, Path]:
    return MappingProxyType({file.stem.lower(): file for file in _all_trials(Path(folder))})


def _all_trials(folder: Path) -> Iterator[Path]:
    yield from trials_in(folder)
    for within in sorted(folder.iterdir() if folder.is_dir() else ()):
        if within.is_dir():
            yield from trials_in(within)


def _folder(named: str | None) -> Path:
    return Path(named) if named else SHIPPED


@lru_cache(maxsize=64)
def _file(named: str | None, name: str) -> Path:
    """Asked for each drug of each chart: the same path each time, found quickly in a cache."""
    folder = _folder(named)
    shipped = name in (DRUGS, VOCABULARY) and folder.is_dir() and not trials_in(folder)
    return SHIPPED / name if shipped and not (folder / name).exists() else folder / name
