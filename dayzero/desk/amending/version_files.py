"""A version of a protocol that is not in force, from where it was written."""

from pathlib import Path

from models.errors import DayZeroError
from models.protocol import Protocol, read_protocol


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
        path: its file, with drugs, sites and vocabulary beside it; or the folder of all of them.

    Raises:
        ProtocolRefused: if it cannot be what its author meant.
        OtherTrial: if it is another trial's.
    """
    file = path / f"{trial.lower()}.toml" if path.is_dir() else path
    read = read_protocol(file.resolve())
    if read.id != trial:
        raise OtherTrial(str(path), read.id, trial)
    return read
