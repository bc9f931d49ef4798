"""A copy that was not made, or not put in place of the records."""

from pathlib import Path

from models.errors import DayZeroError
from models.reasons.refusals.refusal import FaultReason

COPY_TROUBLE = 3


class CopyRefused(DayZeroError):
    """A file that is not written, or not read back; the records are as they were.

    Attributes:
        file: the copy, as it was named.
    """

    exit_code = COPY_TROUBLE
    kind = "copy_refused"

    def __init__(self, file: str | Path, cause: FaultReason) -> None:
        super().__init__(str(file), cause)
        self.file = str(file)
        self.cause = cause
