"""One small example of each table of a protocol, which a test reads as the program does.

What the first trial of `dayzero protocol new` has is shown from there; the others lie in a file
each, and load when they are written into that trial.
"""

import re
from pathlib import Path

from dayzero.authoring.beginning import FIRST_TRIAL

EXAMPLES = Path(__file__).with_name("examples")
TRIAL = FIRST_TRIAL / "en.toml"


def example_of(table: str) -> str:
    """How a table is written, by its name; empty where it has no example of its own."""
    own = EXAMPLES / f"{table}.toml"
    if own.exists():
        return own.read_text(encoding="utf-8").strip()
    text = TRIAL.read_text(encoding="utf-8")
    found = re.search(rf"^\[\[?{re.escape(table)}\]\]?(?: #.*)?\n(?:.+\n)+", text, re.MULTILINE)
    return found[0].strip() if found else ""


def with_example(example: Path) -> str:
    """The first trial with an example in it, as its author would write it."""
    added = example.read_text(encoding="utf-8")
    tables = set(re.findall(r"^\[\[(\w+)\]\]", added, re.MULTILINE))
    lines = TRIAL.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition(" = []")[0] not in tables]
    return "\n".join([*kept, "", added])
