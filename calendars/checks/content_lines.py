"""RFC 5545 section 3.1 and 3.6, read strictly: octets into lines, lines into components.

Parsers forgive; this reads for `lint`, so it forgives nothing, raises nothing and keeps
the number of the physical line at which each logical line begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.errors import Fault
from models.reasons.refusals.calendars.published_calendars import (
    EndsNothing,
    LineFlaw,
    LineTooLong,
    NeverEnds,
    OutsideComponents,
)

LONGEST_LINE = 75  # octets, without its line end
TOP_BITS, CONTINUES = 0b1100_0000, 0b1000_0000  # how UTF-8 marks an octet inside a character
NAME = r"[A-Za-z0-9-]+"
PARAMETER = rf';({NAME})=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)'
CONTENT_LINE = re.compile(
    rf"(?P<name>{NAME})(?P<parameters>(?:{PARAMETER})*):(?P<value>.*)", re.DOTALL
)
ONE_PARAMETER = re.compile(PARAMETER)
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Property:
    """One unfolded content line; names in capitals, the value still escaped."""

    line: int
    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str

    def parameter(self, name: str) -> str | None:
        """A parameter's value without its quotes; the first, if given twice."""
        return next((value.strip('"') for key, value in self.parameters if key == name), None)


@dataclass(slots=True)
class Component:
    """What stands between one BEGIN and its END."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Every property of one name."""
        return [item for item in self.properties if item.name == name]

    def first(self, name: str) -> Property | None:
        """The first property of one name."""
        return next(iter(self.all(name)), None)

    def walk(self) -> Iterator["Component"]:
        """Itself and everything inside it, outermost first."""
        waiting = [self]
        while waiting:
            component = waiting.pop()
            yield component
            waiting.extend(reversed(component.parts))


def read_lines(raw: bytes, faults: list[Fault]) -> list[tuple[int, str]]:
    """Unfold octets into logical lines with their numbers, noting every fault of form."""
    if not raw.endswith(b"\r\n"):
        faults.append(Fault("end", LineFlaw.NO_LINE_END))
    physical = raw.removesuffix(b"\r\n").split(b"\r\n")
    logical: list[tuple[int, list[bytes]]] = []
    for number, octets in enumerate(physical, start=1):
        faults += _faults_of_octets(number, octets)
        if octets[:1] in {b" ", b"\t"} and logical:
            logical[-1][1].append(octets[1:])
        else:
            logical.append((number, [octets]))
    return [(number, _decoded(number, b"".join(parts), faults)) for number, parts in logical]


def _faults_of_octets(number: int, octets: bytes) -> Iterator[Fault]:
    where = f"line {number}"
    if b"\r" in octets or b"\n" in octets:
        yield Fault(where, LineFlaw.BARE_LINE_END)
    if len(octets) > LONGEST_LINE:
        yield Fault(where, LineTooLong(octets=len(octets), most=LONGEST_LINE))
    if not octets:
        yield Fault(where, LineFlaw.EMPTY)
    if octets[:1] in {b" ", b"\t"}:
        octets = octets[1:]
        if number == 1:
            yield Fault(where, LineFlaw.NOTHING_TO_FOLD)
    if octets and octets[0] & TOP_BITS == CONTINUES:
        yield Fault(where, LineFlaw.FOLDED_INSIDE_A_CHARACTER)


def _decoded(number: int, octets: bytes, faults: list[Fault]) -> str:
    try:
        text = octets.decode()
    except UnicodeDecodeError:
        faults.append(Fault(f"line {number}", LineFlaw.NOT_UTF8))
        text = octets.decode(errors="replace")
    if CONTROL.search(text):
        faults.append(Fault(f"line {number}", LineFlaw.CONTROL_CHARACTER))
    if text.startswith("\ufeff"):
        faults.append(Fault(f"line {number}", LineFlaw.BYTE_ORDER_MARK))
    return text.removeprefix("\ufeff")


def read_components(lines: list[tuple[int, str]], faults: list[Fault]) -> list[Component]:
    """Nest the lines by BEGIN and END; what does not nest is noted and left out."""
    tops: list[Component] = []
    inside: list[Component] = []
    for number, text in lines:
        item = _read_property(number, text)
        if item is None:
            faults.append(Fault(f"line {number}", LineFlaw.NO_CONTENT_LINE))
        elif item.name == "BEGIN":
            component = Component(item.value.upper(), number)
            (inside[-1].parts if inside else tops).append(component)
            inside.append(component)
        elif item.name == "END":
            _close(item, inside, faults)
        elif inside:
            inside[-1].properties.append(item)
        else:
            faults.append(Fault(f"line {number}", OutsideComponents(name=item.name)))
    faults += [Fault(f"line {left.line}", NeverEnds(name=left.name)) for left in inside]
    return tops


def _close(item: Property, inside: list[Component], faults: list[Fault]) -> None:
    if inside and inside[-1].name == item.value.upper():
        inside.pop()
    else:
        faults.append(Fault(f"line {item.line}", EndsNothing(name=item.value)))


def _read_property(number: int, text: str) -> Property | None:
    match = CONTENT_LINE.fullmatch(text)
    if match is None:
        return None
    parameters = tuple(
        (key.upper(), value) for key, value in ONE_PARAMETER.findall(match["parameters"])
    )
    return Property(number, match["name"].upper(), parameters, match["value"])
