"""Where the protocol's data lies: with this program, or in a folder that a site keeps its own in.

The one thing that `models` reads from the environment: whatever process plans, a command, a
flow or a page, must plan by the same data, and only the environment reaches all of them.
"""

import os
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "protocols"
VARIABLE = "DAYZERO_PROTOCOLS"
DRUGS, SITES, VOCABULARY = "drugs.toml", "sites.toml", "vocabulary.toml"
"""What lies beside a protocol."""


def data_folder() -> Path:
    """The folder of the data that is in force."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else SHIPPED
