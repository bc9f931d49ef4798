"""What may be written under a key, in words: `text`, `list of text`, `duration`."""

import types
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final, Literal, Union, get_args, get_origin

from manual.markdown import code
from models.disclosure import Disclosure
from models.protocol.criterion import Authored
from models.protocol.site import ClockMinute

SEVERAL: Final = "tables"
"""What stands for a list of tables, which have a section of their own."""

_WORDS: Mapping[str, str] = {
    "str": "text",
    "int": "whole number",
    "bool": "`true` or `false`",
    "Decimal": "number",
    "Fraction": "number",
    "date": "day",
    "AwareDatetime": "moment with its offset",
    "Texts": "text, with `_zh` beside it",
    "Quantity": "duration",
    "DoseLimit": "dose, `4 mg/m2`",
    "Source": "text",
}


def kind_of(annotation: Any, metadata: Sequence[object] = ()) -> str:
    """What a field takes, as an author would say it."""
    if tuple(metadata) == get_args(ClockMinute)[1:]:
        return "time of day, `07:00`"
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return _of_class(annotation)
    return _of_several(get_origin(annotation), get_args(annotation))


def _of_class(annotation: type[Any]) -> str:
    if issubclass(annotation, Enum):
        return " or ".join(code(f'"{_written(one)}"') for one in annotation)
    if issubclass(annotation, Authored):
        return "table"
    return _WORDS.get(annotation.__name__, annotation.__name__)


def _of_several(origin: Any, within: tuple[Any, ...]) -> str:
    """A choice, a list or a table of others; what has only remarks is what it remarks on."""
    if origin is Literal:
        return " or ".join(code(f'"{one}"') for one in within)
    if origin in {Union, types.UnionType}:
        return " or ".join(kind_of(one) for one in within if one is not type(None))
    if origin is tuple:
        kind = kind_of(within[0])
        return SEVERAL if kind == "table" else f"list of {kind}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"table of {kind_of(within[-1])}"
    return kind_of(within[0], within[1:])


def _written(one: Enum) -> str:
    """A ceiling is ordered by its number and written by its name; others are their value."""
    return one.name.lower() if isinstance(one, Disclosure) else str(one.value)
