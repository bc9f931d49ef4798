"""What an author of a duty rota got wrong."""

from datetime import date
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class ShiftFlaw(Plain):
    WITHOUT_LENGTH = "shift.without_length"


class ShiftOfNobody(WithFacts):
    name: str
    kind: Literal["shift_of_nobody"] = "shift_of_nobody"


class EventOfNobody(WithFacts):
    """An event of an imported rota, by its title and day; `known` are the recipients."""

    title: str
    day: date
    known: tuple[str, ...]
    kind: Literal["event_of_nobody"] = "event_of_nobody"


class EventWithoutLength(WithFacts):
    """An event of an imported rota that ends as it begins."""

    title: str
    day: date
    kind: Literal["event_without_length"] = "event_without_length"


class NobodyOnDuty(WithFacts):
    """A calendar that has no event in the days that are read."""

    first: date
    last: date
    kind: Literal["nobody_on_duty"] = "nobody_on_duty"
