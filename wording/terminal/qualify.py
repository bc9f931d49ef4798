"""What the record of an installation check says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from wording.filled import Keys, part

INSTALLED: Final = (
    "program",
    "files",
    "python",
    "machine",
    "database",
    "protocol",
    "protocol_hash",
    "routing_hash",
    "zones",
    "holidays",
    "prefect",
)
SIGNED: Final = ("performed", "reviewed", "approved")


@part("terminal", "qualify")
@dataclass(frozen=True, slots=True, kw_only=True)
class QualifyWords:
    """One language; every text names its own blanks.

    Attributes:
        installed: what each line of what is installed is.
        signed: who signs in which part.
    """

    title: str
    about: str
    made: str
    installed_title: str
    installed: Annotated[Mapping[str, str], Keys(INSTALLED)]
    doctor_title: str
    doctor_about: str
    examples_title: str
    examples_about: str
    example: str
    result: str
    expected: str
    found: str
    fits: str
    yes: str
    no: str
    verdict: str
    verdict_bad: str
    deviations: str
    deviations_about: str
    signatures: str
    signed: Annotated[Mapping[str, str], Keys(SIGNED)]
    name: str
    day: str
    signature: str
    written: str
