"""One thing that a protocol's author got wrong: where in the file, and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from models.errors import ProtocolRefused
from models.faults_found import value_reason
from models.protocol.loading.toml_lines import line_of
from models.reasons.refusals.authored.protocol_keys import (
    KeyEmpty,
    KeyMissing,
    KeyNotAllowed,
    KeyOfShape,
    KeyRefused,
    KeyUnknown,
    KeyUnreadable,
    Remedy,
    Shape,
)
from models.reasons.refusals.refusal import FaultReason, nearest, shown
from models.texts import as_written

_SHOWN = 60  # characters of a value that a refusal repeats
_SHAPES = {
    "string_type": Shape.TEXT,
    "bool_type": Shape.YES_OR_NO,
    "int_type": Shape.WHOLE_NUMBER,
    "int_from_float": Shape.WHOLE_NUMBER,
    "date_type": Shape.DAY,
    "tuple_type": Shape.LIST,
    "model_type": Shape.TABLE,
    "dict_type": Shape.DOSES,
    "mapping_type": Shape.DOSES,
    "string_too_short": Shape.FILLED,
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where in the file something is wrong, and what.

    Attributes:
        table, index, key: a key in the `index`-th [[table]]; index None for a table that
            stands once, table "" for what stands above all tables.
    """

    table: str
    index: int | None
    key: str | None
    reason: FaultReason

    def refusal(self, source: str, text: str) -> ProtocolRefused:
        """The refusal of the file, at the line of the key, or else of its table."""
        whole_table = None if self.table else line_of(text, self.key or "")
        line = whole_table or line_of(text, self.table, self.index, self.key)
        return ProtocolRefused(source, line, self.reason)


def flaw_of_type(details: Iterable[Mapping[str, Any]], model: type[BaseModel]) -> Flaw:
    """The first thing that pydantic found, with its place in the file.

    A misspelt key is also a missing one: the misspelling is told, because it helps.
    """
    detail = min(details, key=lambda each: each["type"] == "missing")
    location = as_written(detail["loc"])
    table, within = str(location[0]), location[1:]
    index = within[0] if within and isinstance(within[0], int) else None
    keys = [str(part) for part in within if not isinstance(part, int)]
    reason = _reason(detail, ".".join(keys) or table, keys_beside(model, location))
    return Flaw(table, index, keys[0], reason) if keys else Flaw("", index, table, reason)


def _reason(detail: Mapping[str, Any], key: str, known: list[str]) -> FaultReason:
    match detail["type"]:
        case "missing":
            return KeyMissing(key=key, remedy=_remedy(key))
        case "extra_forbidden":
            return KeyUnknown(key=key, near=nearest(key.rpartition(".")[2], known))
        case "value_error":
            return KeyRefused(key=key, why=value_reason(detail))
        case "literal_error" | "enum":
            allowed = tuple(re.findall(r"'[^']*'", str(detail["ctx"]["expected"])))
            return KeyNotAllowed(key=key, word=shown(str(detail["input"]), _SHOWN), allowed=allowed)
        case kind if kind in _SHAPES:
            return KeyOfShape(key=key, shape=_SHAPES[kind])
    return KeyUnreadable(key=key, told=detail["msg"])


def _remedy(key: str) -> Remedy | None:
    return Remedy(key) if key in set(Remedy) else None


def keys_beside(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand where this one does."""
    inside: type[BaseModel] | None = model
    for part in location[:-1]:
        if isinstance(part, str) and inside is not None:
            inside = _model_in(_field(inside, part))
    return [] if inside is None else [f.alias or n for n, f in inside.model_fields.items()]


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    fields = model.model_fields.items()
    return next((field for name, field in fields if key in {name, field.alias}), None)


def _model_in(field: FieldInfo | None) -> type[BaseModel] | None:
    return next(_models(field.annotation), None) if field else None


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def blank_texts(document: Mapping[str, Any]) -> Iterator[Flaw]:
    """Texts in which nothing is written; a rule without a word of source is one."""
    for table, value in document.items():
        if isinstance(value, list):
            for index, entry in enumerate(value):
                yield from (_blank(table, index, key) for key in _blank_keys(entry))
        elif isinstance(value, dict):
            yield from (_blank(table, None, key) for key in _blank_keys(value))
        elif isinstance(value, str) and not value.strip():
            yield _blank("", None, table)


def _blank_keys(entry: object) -> list[str]:
    fields = entry.items() if isinstance(entry, dict) else ()
    return [key for key, value in fields if isinstance(value, str) and not value.strip()]


def _blank(table: str, index: int | None, key: str) -> Flaw:
    return Flaw(table, index, key, KeyEmpty(key=key, remedy=_remedy(key)))
