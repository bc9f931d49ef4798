"""What an author of a duty rota got wrong."""

from dataclasses import dataclass
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class ShiftFlaw(Plain):
    WITHOUT_LENGTH = "shift.without_length"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftOfNobody(WithFacts):
    name: str
    kind: Literal["shift_of_nobody"] = "shift_of_nobody"
