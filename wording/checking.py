"""Whether the languages say the same, nothing is left over, and no sentence stands outside.

`python -m wording.checking` names each flaw with its place, and ends with 1 if there is any.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from wording.checks.catalogues import flaws_between_languages
from wording.checks.sentences import sentences_outside
from wording.checks.uses import flaws_of_use

ROOT = Path(__file__).parents[1]


def flaws() -> Iterator[str]:
    """Every flaw, as `place: what is wrong`."""
    yield from flaws_between_languages()
    yield from flaws_of_use(ROOT)
    yield from sentences_outside(ROOT)


def main() -> int:
    """Print what is wrong."""
    found = list(flaws())
    for flaw in found:
        sys.stdout.write(f"{flaw}\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
