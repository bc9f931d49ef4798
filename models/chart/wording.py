"""What a fault says: the sentence a coordinator reads for each kind of wrong field."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import Any

_SHOWN = 40  # characters of an input that a sentence repeats
_LOCAL_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?")
_KNOWN_OR_NOT = {"childbearing_potential", "present"}
_EXAMPLES = {
    "schema": "dayzero.chart/1",
    "subject": "CN01-007",
    "site": "CN01",
    "timezone": "Asia/Shanghai",
    "protocol": "NCT04684147",
    "sex": "female",
    "born": "1988-04-02",
    "id": "f1",
    "step": "screening",
    "state": "done",
    "at": "2026-03-09",
    "first": "2026-03-09",
    "last": "2026-03-09",
    "drug": "dasatinib",
    "test": "pregnancy",
    "result": "negative",
    "event": "live_vaccine",
    "measure": "lvef",
    "value": "58",
    "unit": "%",
    "finding": "cns_active",
}


def quoted(text: str) -> str:
    """What an input said, cut to a length that fits a sentence and safe for a terminal."""
    cut = f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
    return f"“{one_line(cut)}”"


def one_line(text: str) -> str:
    """A text without line ends, half characters or anything else that does not print."""
    return "".join(character if character.isprintable() else "�" for character in text)


def below(path: str, part: str | int) -> str:
    """The path of a field, or of a place in a list, inside what has this path."""
    if isinstance(part, int):
        return f"{path}[{part}]"
    name = one_line(part[:_SHOWN])
    return f"{path}.{name}" if path else name


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """Ask whether a known word was meant; say something else where none is near."""
    near = get_close_matches(word[:_SHOWN], known, n=1)
    return f"did you mean “{near[0]}”?" if near else otherwise


def unreadable_time(text: str, reason: str) -> str:
    """What is wrong with a text that should say when."""
    if _lacks_only_its_offset(text):
        return f"{quoted(text)} lacks its offset; add it, like 2026-03-09T10:00+08:00"
    return one_line(reason)


def _lacks_only_its_offset(text: str) -> bool:
    try:
        return bool(_LOCAL_INSTANT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def sentence_for(detail: Mapping[str, Any], known: Iterable[str] = ()) -> str:
    """Say what is wrong with one field and how to mend it.

    Args:
        detail: a fault as pydantic tells it.
        known: the fields there are, to ask whether one of them was meant.
    """
    kind: str = detail["type"]
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "extra_forbidden":
        hint = nearest(_field(detail), known, "remove it or correct its name")
        return f"is not a field of the chart; {hint}"
    say = _WITH_CONTEXT.get(kind)
    return say(detail) if say else "cannot be read; see the contract of the chart"


def _field(detail: Mapping[str, Any]) -> str:
    return str(detail["loc"][-1]) if detail["loc"] else ""


def _text(detail: Mapping[str, Any]) -> str:
    example = _EXAMPLES.get(_field(detail))
    return "must be text in quotes" + (f", like “{example}”" if example else "")


def _missing(detail: Mapping[str, Any]) -> str:
    field = _field(detail)
    example = _EXAMPLES.get(field)
    return "is missing; add it" + (f', like "{field}": "{example}"' if example else "")


def _yes_or_no(detail: Mapping[str, Any]) -> str:
    unknown = ", or null where it is not known" if _field(detail) in _KNOWN_OR_NOT else ""
    return f"must be true or false without quotes{unknown}"


def _one_of(detail: Mapping[str, Any]) -> str:
    allowed = str(detail["ctx"]["expected"]).replace("'", "")
    said = detail["input"]
    if not isinstance(said, str):
        return f"must be text in quotes; use {allowed}"
    words = re.split(r", | or ", allowed)
    hint = nearest(said, words if words[1:] else (), f"use {allowed}")
    return f"{quoted(said)} is not allowed; {hint}"


def _too_long(detail: Mapping[str, Any]) -> str:
    return f"is longer than {detail['ctx']['max_length']} characters; shorten it"


def _own(detail: Mapping[str, Any]) -> str:
    return str(detail["ctx"]["error"])


_OBJECT = "must be an object in curly brackets"
_PLAIN = {
    "list_type": "must be a list in square brackets",
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "string_too_short": "is empty; fill it in or leave it out",
    "string_unicode": "holds half a character (a lone surrogate); write it anew",
}
_WITH_CONTEXT: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "bool_type": _yes_or_no,
    "date_type": _text,
    "enum": _one_of,
    "literal_error": _one_of,
    "missing": _missing,
    "string_too_long": _too_long,
    "string_type": _text,
    "value_error": _own,
}
