"""A record that asks for a signature, and the signatures that it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.records.signatures.signing import Signable
from models.signatures import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature.

    Attributes:
        fits: whether the record is still the one that was signed.
    """

    number: int
    by: str
    at: datetime
    meaning: Meaning
    content: str
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """A correction, a taking-back, or what was said of a deviation.

    Attributes:
        number: of the record in its table.
        fact: what was recorded; None for an explanation.
        deviation: the number of the deviation; None for a fact.
        signatures: in their order; none while it waits.
    """

    kind: Signable
    number: int
    subject: str
    site: str
    at: datetime
    by: str
    why: str
    fact: Mapping[str, Any] | None
    deviation: int | None
    signatures: tuple[Signature, ...]
