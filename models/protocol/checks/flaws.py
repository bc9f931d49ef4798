"""One thing that a protocol's author got wrong: where in the file, and in which words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from models.errors import ProtocolRefused
from models.protocol.toml_lines import line_of

_SHOWN = 60  # characters of a value that a sentence repeats
_REMEDIES = {
    "source": "say where the value is stated",
    "basis": "write “registry entry” or “site default”",
}
_KINDS = {
    "string_type": "must be a text in quotes",
    "bool_type": "must be true or false without quotes",
    "int_type": "must be a whole number without quotes",
    "int_from_float": "must be a whole number without quotes",
    "date_type": "must be a day like 2026-12-31 without quotes",
    "tuple_type": "must be a list in square brackets",
    "model_type": "must be one table, as its name in single brackets or { key = value }",
    "dict_type": 'must be a table like { methotrexate = "25 mg/m2" }',
    "mapping_type": 'must be a table like { methotrexate = "25 mg/m2" }',
    "string_too_short": "is empty",
}  # fmt: skip


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
    sentence: str

    def refusal(self, source: str, text: str) -> ProtocolRefused:
        """The refusal of the file, at the line of the key, or else of its table."""
        whole_table = None if self.table else line_of(text, self.key or "")
        line = whole_table or line_of(text, self.table, self.index, self.key)
        return ProtocolRefused(source, line, self.sentence)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about a word that is not known; empty where none is near."""
    near = get_close_matches(word[:_SHOWN], known, n=1)
    return f"; did you mean “{near[0]}”?" if near else ""


def flaw_of_type(details: Iterable[Mapping[str, Any]], model: type[BaseModel]) -> Flaw:
    """The first thing that pydantic found, with its place in the file.

    A misspelt key is also a missing one: the misspelling is told, because it helps.
    """
    detail = min(details, key=lambda each: each["type"] == "missing")
    location: tuple[int | str, ...] = detail["loc"]
    table, within = str(location[0]), location[1:]
    index = within[0] if within and isinstance(within[0], int) else None
    keys = [str(part) for part in within if not isinstance(part, int)]
    sentence = _sentence(detail, ".".join(keys) or table, keys_beside(model, location))
    return Flaw(table, index, keys[0], sentence) if keys else Flaw("", index, table, sentence)


def _sentence(detail: Mapping[str, Any], key: str, known: list[str]) -> str:
    kind = detail["type"]
    if kind == "missing":
        remedy = _REMEDIES.get(key)
        return f"“{key}” is missing" + (f"; {remedy}" if remedy else "")
    if kind == "extra_forbidden":
        return f"“{key}” is not known here{did_you_mean(key.rpartition('.')[2], known)}"
    if kind == "value_error":
        return f"“{key}”: {detail['ctx']['error']}"
    if kind == "literal_error":
        said = str(detail["input"])[:_SHOWN]
        return f"“{key}”: “{said}” is not allowed; use {detail['ctx']['expected']}"
    if kind in _KINDS:
        return f"“{key}” {_KINDS[kind]}"
    return f"“{key}” cannot be read: {detail['msg']}"


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
    remedy = _REMEDIES.get(key, "fill it in or leave it out")
    return Flaw(table, index, key, f"“{key}” is empty; {remedy}")
