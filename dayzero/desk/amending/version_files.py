"""A version of a protocol that is not in force, from where it was written."""

from pathlib import Path

from dayzero.authoring.trial_files import read_trial
from models.errors import DayZeroError
from models.protocol import Protocol


class OtherTrial(DayZeroError):
    """A version that is none of a protocol that is installed."""

    exit_code = 2
    kind = "other_trial"

    def __init__(self, path: str, found: str, installed: str) -> None:
        super().__init__(path, found, installed)
        self.path = path
        self.found = found
        self.installed = installed


def read_version(path: Path, trial: str) -> Protocol:
    """A version of one trial's protocol.

    Args:
        path: its file, or its folder; drugs, sites and vocabulary that are not beside it are the
            installation's own.

    Raises:
        ProtocolRefused: if it cannot be what its author meant.
        OtherTrial: if it is another trial's.
    """
    file = path / f"{trial.lower()}.toml" if path.is_dir() else path
    read = read_trial(file.resolve())
    if read.id != trial:
        raise OtherTrial(str(path), read.id, trial)
    return read
