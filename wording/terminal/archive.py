"""What is said at a terminal when a trial is archived."""

from dataclasses import dataclass

from wording.filled import part


@part("terminal", "archive")
@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveWords:
    """One language; every text names its own blanks."""

    written: str
    sum: str
    still_open: str
    closed: str
    touched: str
