"""What can still be read of a protocol some of whose keys cannot: the rest is checked all the same.

A misspelt key is read as the one that was perhaps meant, an unknown one is left out, and so is
an entry that cannot be read, where nothing else refers to such entries.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from dayzero.authoring.trial_check.document import Detail, Document, details_of, meant_by
from models.protocol.loading.toml_lines import line_of
from models.protocol.types import Protocol
from models.protocol.vocabulary import Vocabulary

_REFERRED_TO_BY_NONE = frozenset(
    {
        "convention",
        "withheld",
        "washout",
        "interval",
        "condition",
        "lifetime_dose",
        "hold",
        "repeat",
        "link",
        "ambiguous",
    }
)


def what_is_left(document: Document, details: list[Detail], vocabulary: Vocabulary) -> Document:
    """The document as its author perhaps meant it, with every line where it was."""
    spelled = replace(document, keys=_spelled(document.keys, details))
    return _without(spelled, details_of(Protocol, spelled.keys, vocabulary=vocabulary))


def _spelled(keys: Any, details: list[Detail]) -> dict[str, Any]:
    left = deepcopy(dict(keys))
    for one in details:
        if one["type"] == "extra_forbidden":
            *way, key = one["loc"]
            holder = _at(left, way)
            value, meant = holder.pop(key, None), meant_by(one, details)
            if meant is not None:
                holder.setdefault(meant, value)
    return left


def _at(keys: Any, way: list[int | str]) -> dict[str, Any]:
    for part in way:
        keys = keys[part]
    found: dict[str, Any] = keys
    return found


def _without(document: Document, details: list[Detail]) -> Document:
    """Without the entries that cannot be read; their headers are made those of no table."""
    keys, text = dict(document.keys), document.text
    for table, lines in _lost(document, details).items():
        entries = enumerate(keys[table])
        keys[table] = [one for at, one in entries if line_of(document.text, table, at) not in lines]
        for line in lines:
            text = _renamed(text, table, line)
    return replace(document, text=text, keys=keys)


def _lost(document: Document, details: list[Detail]) -> Mapping[str, set[int]]:
    """The lines of their headers, by table: what stands for several is lost with each of them."""
    lost: dict[str, set[int]] = {}
    for one in details:
        table, *within = one["loc"]
        if table in _REFERRED_TO_BY_NONE and within and isinstance(within[0], int):
            line = line_of(document.text, str(table), within[0])
            lost.setdefault(str(table), set()).update({line} if line else ())
    return lost


def _renamed(text: str, table: str, line: int) -> str:
    lines = text.split("\n")
    lines[line - 1] = lines[line - 1].replace(table, f"{table}-left-out", 1)
    return "\n".join(lines)
