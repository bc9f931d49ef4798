"""Under which licence each shipped part is, and whether it can be had without the GPL."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final

from license_expression import AND, OR, ExpressionError, get_spdx_licensing

KNOWN: Final = Path(__file__).with_name("known.toml")
STRONG: Final = ("GPL-", "AGPL-")
"""How keys begin of licences that would reach the whole program; `LGPL-` does not begin so."""

CLASSIFIERS: Mapping[str, str] = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
}
"""What older metadata says instead of an SPDX expression."""


@dataclass(frozen=True, slots=True)
class Part:
    """A shipped package.

    Attributes:
        licence: an SPDX expression; None where neither its metadata nor `known.toml` says one.
    """

    name: str
    licence: str | None

    @property
    def keys(self) -> frozenset[str]:
        """Each licence that its expression names."""
        return frozenset(str(key) for key in _parsed(self.licence).objects)

    @property
    def free_of_gpl(self) -> bool:
        """Whether one may choose terms that are neither the GPL nor the AGPL."""
        return self.licence is not None and _is_free(_parsed(self.licence))


def part(name: str) -> Part:
    """A package with the licence that `known.toml`, or else its own metadata, says."""
    known = _known().get(name)
    return Part(name, known["licence"] if known else _of_metadata(name))


@cache
def _known() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(KNOWN.read_text(encoding="utf-8"))


def _of_metadata(name: str) -> str | None:
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    for field in ("License-Expression", "License"):
        for text in said.get_all(field) or []:
            if _is_expression(text):
                return str(text)
    return " AND ".join(_classified(said.get_all("Classifier") or [])) or None


def _classified(classifiers: list[str]) -> Iterator[str]:
    """Several count together: metadata of this kind cannot say that one may choose."""
    for one in classifiers:
        if (licence := CLASSIFIERS.get(one.rpartition(" :: ")[2])) is not None:
            yield licence


@cache
def _spdx() -> Any:
    """Every licence of SPDX by its key; reading them takes a while."""
    return get_spdx_licensing()


def _is_expression(text: str) -> bool:
    try:
        _spdx().parse(text, validate=True)
    except ExpressionError:
        return False
    return True


def _parsed(licence: str | None) -> Any:
    return _spdx().parse(licence or "")


def _is_free(expression: Any) -> bool:
    if isinstance(expression, OR):
        return any(_is_free(one) for one in expression.args)
    if isinstance(expression, AND):
        return all(_is_free(one) for one in expression.args)
    return not str(expression).startswith(STRONG)
