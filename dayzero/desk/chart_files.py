"""Chart files on the disk: read with a limit, written whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.chart.document import LARGEST_CHART_BYTES
from models.errors import DayZeroError
from models.faults_found import system_reason
from models.reasons.refusals.desk import Deed
from models.reasons.refusals.refusal import FaultReason


class FileUnusable(DayZeroError):
    """A file that cannot be read or written, with the system's own reason."""

    exit_code = 2
    kind = "file_unusable"

    def __init__(self, path: str, deed: Deed, why: FaultReason) -> None:
        super().__init__(path, deed, why)
        self.path = path
        self.deed = deed
        self.why = why


def read_files(
    paths: Iterable[Path], most: int = LARGEST_CHART_BYTES
) -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes, one after the other.

    Of a file that is larger than `most` only so much is read that it is refused as too large.

    Raises:
        FileUnusable: if one cannot be read.
    """
    for path in paths:
        try:
            with path.open("rb") as file:
                yield str(path), file.read(most + 1)
        except OSError as error:
            raise FileUnusable(str(path), Deed.READ, system_reason(error)) from error


def write_file(path: Path, content: bytes) -> None:
    """Write beside and rename, so that no reader meets half a file.

    Raises:
        FileUnusable: if it cannot be written; what was there before is still there.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FileUnusable(str(path), Deed.WRITTEN, system_reason(error)) from error
