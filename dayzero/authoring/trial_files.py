"""Which files of a folder are a trial's protocol, and what lies beside them."""

from pathlib import Path

from models.errors import DayZeroError
from models.protocol import Protocol
from models.protocol.loading.data_folder import BESIDE, data_file, trials_in
from models.protocol.loading.loader import read_protocol


class NoTrialThere(DayZeroError):
    """A place at which no protocol lies."""

    exit_code = 2
    kind = "no_trial_there"

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class SeveralTrialsThere(DayZeroError):
    """A folder with more than one protocol, where one was meant."""

    exit_code = 2
    kind = "several_trials_there"

    def __init__(self, path: str, first: str) -> None:
        super().__init__(path, first)
        self.path = path
        self.first = first


def one_trial(path: Path) -> Protocol:
    """The one protocol that a path means, with all data beside it.

    Raises:
        NoTrialThere: if there is none.
        SeveralTrialsThere: if there are several.
        ProtocolRefused: if it cannot be what its author meant.
    """
    first, *others = trial_files(path)
    if others:
        raise SeveralTrialsThere(str(path), first.name)
    return read_trial(first)


def read_trial(file: Path) -> Protocol:
    """A protocol file, read with what lies beside it; what does not is the installation's own.

    Raises:
        ProtocolRefused: if it cannot be what its author meant.
    """
    return read_protocol(file, {name: lying_beside(file.parent, name) for name in BESIDE})


def lying_beside(folder: Path, name: str) -> Path:
    """A file beside a protocol: its folder's own, else the installation's."""
    own = folder / name
    return own if own.exists() else data_file(name)


def taken_from_installation(folder: Path) -> tuple[str, ...]:
    """The files that a trial's folder has none of its own of."""
    return tuple(name for name in BESIDE if not (folder / name).exists())


def trial_files(path: Path) -> tuple[Path, ...]:
    """Each protocol that a path means: a file itself, or those of a folder in their order.

    Raises:
        NoTrialThere: if there is none.
    """
    if path.is_file():
        return (path.absolute(),)
    found = trials_in(path.absolute()) if path.is_dir() else ()
    if not found:
        raise NoTrialThere(str(path))
    return found
