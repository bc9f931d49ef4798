"""What a signature says, and by what its signer was known."""

from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """What a signature says of who gives it."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    APPROVER = "approver"


class Shown(StrEnum):
    """What the person showed at the moment of signing, beside the open session."""

    PASSWORD = "password"  # noqa: S105  the word, and nobody's
    PROVIDER = "sign-in at the provider"
    PASSWORD_AND_CODE = "password and code"  # noqa: S105  the same


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature that is about to be given."""

    meaning: Meaning
    shown: Shown
