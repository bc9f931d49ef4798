"""One date of a proposal as it was typed: a booking keeps its hour, or its day; pure."""

import re
from collections.abc import Mapping
from typing import Final

from dayzero.web.recording.typed_days import CHOSEN, days_read
from dayzero.web.signing_in.forms import Form
from models.moments import DAY
from wording.dates.typed.days import Around

IS_DAY: Final = f"{CHOSEN}day"
"""Which of two days is meant."""
_HOUR: Final = re.compile(r"\d{1,2}:\d{2}")


def as_typed(said: Mapping[str, str], known: str) -> Form:
    """The date that was typed, and which of two was chosen; an hour alone keeps the known day."""
    text, (day, _, _) = said["day"], known.partition(" ")
    whole = f"{day} {text}".strip() if _HOUR.fullmatch(text) else text
    return {"day": whole, IS_DAY: said.get(IS_DAY, "")}


def day_meant(said: Mapping[str, str], known: str, around: Around) -> str:
    """The whole of it; a day alone keeps the known hour.

    Raises:
        InputRefused: if it cannot be read, or can mean two days and none was chosen.
    """
    _, _, hour = known.partition(" ")
    read = days_read(as_typed(said, known), around)["day"]
    return f"{read} {hour}" if hour and DAY.fullmatch(read) else read
