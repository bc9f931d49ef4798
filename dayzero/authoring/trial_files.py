"""Which files of a folder are a trial's protocol, and what lies beside them."""

from pathlib import Path

from models.errors import DayZeroError
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
