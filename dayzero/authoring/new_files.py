"""A file that is written once: what is there already is never overwritten."""

from pathlib import Path

from models.errors import DayZeroError
from models.faults_found import system_reason
from models.reasons.refusals.refusal import FaultReason


class FileUnwritten(DayZeroError):
    """A file that is there already, or cannot be written."""

    exit_code = 2
    kind = "file_unwritten"

    def __init__(self, file: str, why: FaultReason) -> None:
        super().__init__(file, why)
        self.file = file
        self.why = why


def write_new(file: Path, text: str) -> None:
    """Write a new file.

    Raises:
        FileUnwritten: if it is there already or cannot be written.
    """
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except OSError as error:
        raise FileUnwritten(str(file), system_reason(error)) from error
