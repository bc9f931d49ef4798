"""JSON as the records keep it: text in recorded key order, compared by content."""

import json
from collections.abc import Mapping
from typing import Any

EXPORT_INDENT = 1  # the contract's own form


def as_text(value: object) -> str:
    """One line of JSON, keys in recorded order."""
    return json.dumps(value, ensure_ascii=False)


def from_text(text: str) -> dict[str, Any]:
    """A mapping back from its text."""
    document: dict[str, Any] = json.loads(text)
    return document


def same_content(one: object, other: object) -> bool:
    """Whether two values say the same JSON, whatever the order of their keys.

    Python's own `==` takes `true` for `1`; JSON does not.
    """
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def chart_bytes(document: Mapping[str, object]) -> bytes:
    """A chart as a file: the form of the contract's examples, no newline at its end."""
    return json.dumps(document, ensure_ascii=False, indent=EXPORT_INDENT).encode()
