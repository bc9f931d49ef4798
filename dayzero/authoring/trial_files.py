"""Which files of a folder are a trial's protocol, and what lies beside them."""

from pathlib import Path

from models.errors import DayZeroError
from models.protocol import Protocol, read_protocol
from models.protocol.loading.data_folder import DRUGS, SITES, VOCABULARY

BESIDE = (DRUGS, SITES, VOCABULARY)
_OF_AN_INSTALLATION = {*BESIDE, "dose_units.toml", "routing.toml", "visit_lengths.toml"}


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
    return read_protocol(first)


def trial_files(path: Path) -> tuple[Path, ...]:
    """Each protocol that a path means: a file itself, or those of a folder in their order.

    Raises:
        NoTrialThere: if there is none.
    """
    if path.is_file():
        return (path.absolute(),)
    files = sorted(path.absolute().glob("*.toml")) if path.is_dir() else []
    found = tuple(file for file in files if file.name not in _OF_AN_INSTALLATION)
    if not found:
        raise NoTrialThere(str(path))
    return found
