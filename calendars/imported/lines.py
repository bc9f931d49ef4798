"""The lines of a calendar, whole again after folding, and how its components nest.

Checked before a parser sees the text: what is cut off or nested without end is told with
its line, and costs next to nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from calendars.imported.events import cut_off, refused
from models.reasons.refusals.calendars.imported_calendars import (
    ImportedFlaw,
    NestedTooDeeply,
    StandsOutside,
    TooManyEntries,
    WrongEnd,
)
from models.reasons.refusals.refusal import shown

MOST_COMPONENTS = 10_000
DEEPEST = 6  # a calendar, an event, an alarm; some programs put one thing more inside
_NEWLINE = re.compile(r"\r?\n")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_OF_DAYS = re.compile(r"""([^:"]*(?:"[^"]*"[^:"]*)*):(\d{8}(?:,\d{8})*)\s*""")
_ZONE = re.compile(r';TZID=(?:"[^"]*"|[^;:"]*)', re.IGNORECASE)
_IS_A_DATE = re.compile(r";VALUE=DATE(?=;|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One content line.

    Attributes:
        number: that of its first line in the file, from 1.
        name: of the property, in capitals; empty where there is none.
        text: all of it.
    """

    number: int
    name: str
    text: str

    @property
    def value(self) -> str:
        """What stands after the first colon."""
        return self.text.partition(":")[2].strip()


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the names of the components that it stands in, the outermost first."""

    line: Line
    inside: tuple[str, ...]


def placed_lines(text: str, source: str) -> tuple[Placed, ...]:
    """Every line with its place.

    Raises:
        InputRefused: if components do not end, end wrongly, or are too many or too deep.
    """
    placed: list[Placed] = []
    inside: tuple[str, ...] = ()
    components = 0
    for line in _lines(text):
        placed.append(Placed(line, inside))
        if line.name == "BEGIN":
            inside = _deeper(line, inside, source)
            components += 1
        elif line.name == "END":
            inside = _ended(line, inside, source)
        elif not inside:
            raise refused(source, ImportedFlaw.OUTSIDE, line.number)
        if components > MOST_COMPONENTS:
            raise refused(source, TooManyEntries(most=MOST_COMPONENTS))
    if inside:
        raise cut_off(source)
    return tuple(placed)


def _lines(text: str) -> Iterator[Line]:
    number, parts = 0, [""]
    for count, physical in enumerate(_NEWLINE.split(text), start=1):
        if physical.startswith((" ", "\t")) and number:
            parts.append(physical[1:])
            continue
        if number:
            yield _line(number, "".join(parts))
        number, parts = (count, [physical]) if physical.strip() else (0, [""])
    if number:
        yield _line(number, "".join(parts))


def _line(number: int, text: str) -> Line:
    name = _NAME.match(text)
    return Line(number, name.group().upper() if name else "", text)


def without_zone_of_days(text: str) -> str:
    """A line whose value is days, without the zone that some programs name beside them."""
    days = _OF_DAYS.fullmatch(text)
    if not days or not _ZONE.search(days[1]):
        return text
    head = _ZONE.sub("", days[1])
    return f"{head if _IS_A_DATE.search(head) else head + ';VALUE=DATE'}:{days[2]}"


def _deeper(line: Line, inside: tuple[str, ...], source: str) -> tuple[str, ...]:
    name = line.value.upper()
    if not inside and name != "VCALENDAR":
        raise refused(source, StandsOutside(name=shown(name)), line.number)
    if len(inside) == DEEPEST:
        raise refused(source, NestedTooDeeply(most=DEEPEST), line.number)
    return (*inside, name)


def _ended(line: Line, inside: tuple[str, ...], source: str) -> tuple[str, ...]:
    name = line.value.upper()
    if inside and inside[-1] != name and inside[-1].startswith(name):
        raise cut_off(source)  # in the middle of this very line
    if not inside or inside[-1] != name:
        due = inside[-1] if inside else None
        raise refused(source, WrongEnd(name=shown(name), due=due), line.number)
    return inside[:-1]
