"""Files of others that lie in this repository: which ones, and whether they are unchanged."""

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from shipping.parts import ROOT

LISTED: Final = Path(__file__).with_name("vendored.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendored:
    """One file.

    Attributes:
        file: from the repository's root.
        sha256: of the file as its maker published it.
    """

    name: str
    version: str
    licence: str
    source: str
    file: str
    sha256: str

    @property
    def unchanged(self) -> bool:
        """Whether it is still what was published."""
        return sha256((ROOT / self.file).read_bytes()).hexdigest() == self.sha256


def vendored() -> tuple[Vendored, ...]:
    """All of them, in the order of the list."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))
    return tuple(Vendored(name=name, **one) for name, one in listed.items())
