"""What every reason has in common."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from models.disclosure import Disclosure
from models.moments import Minute

Instant = Annotated[Minute, "an instant"]
"""A minute of UTC: written as an instant where a reason leaves as JSON for programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Facts from which a sentence can be made, in any language.

    A subclass has a field `kind: Literal["…"] = "…"`, its name in JSON and in the reference,
    and a class variable `discloses`: what its sentence would reveal of the subject. Its fields
    are ids, spans, instants, quantities, numbers, enums and other reasons; never a sentence.
    """

    discloses: ClassVar[Disclosure]
