"""What a docstring's `Attributes:` section says of each attribute."""

import inspect
import re
from collections.abc import Mapping
from typing import Any

ENTRY = re.compile(r"(?m)^ {4}(?P<names>[a-z_]+(?:, [a-z_]+)*): (?P<text>.+(?:\n {8}.+)*)")


def summary_of(owner: type[Any]) -> str:
    """What stands above the `Attributes:` section, as one paragraph for each of its own."""
    above = (inspect.getdoc(owner) or "").partition("\nAttributes:\n")[0]
    return above.strip()


def attributes_of(owner: type[Any]) -> Mapping[str, str]:
    """The meaning of each attribute, own and inherited."""
    found: dict[str, str] = {}
    for one in reversed(owner.__mro__):
        _, _, below = (inspect.cleandoc(one.__doc__ or "")).partition("\nAttributes:\n")
        for entry in ENTRY.finditer(below):
            text = " ".join(entry["text"].split())
            found.update(dict.fromkeys(entry["names"].split(", "), text))
    return found
