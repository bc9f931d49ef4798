"""Where the protocol's data lies: with this program, or in a folder that a site keeps its own in.

The one thing that `models` reads from the environment: whatever process plans, a command, a
flow or a page, must plan by the same data, and only the environment reaches all of them.
"""

import os
from functools import lru_cache
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "protocols"
VARIABLE = "DAYZERO_PROTOCOLS"
DRUGS, SITES, VOCABULARY = "drugs.toml", "sites.toml", "vocabulary.toml"
"""What lies beside a protocol."""


def data_folder() -> Path:
    """The folder of the data that is in force."""
    return _folder(os.environ.get(VARIABLE))


def data_file(name: str) -> Path:
    """One file of it, by its name."""
    return _file(os.environ.get(VARIABLE), name)


def _folder(named: str | None) -> Path:
    return Path(named) if named else SHIPPED


@lru_cache(maxsize=64)
def _file(named: str | None, name: str) -> Path:
    """Asked for each drug of each chart: the same path each time, found quickly in a cache."""
    return _folder(named) / name
