"""Whether the languages say the same, no word is left over, no sentence nor trial stands in code.

`python -m wording.checking` names each flaw with its place, and ends with 1 if there is any.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from wording.checks.catalogues import flaws_between_languages
from wording.checks.sentences import sentences_outside
from wording.checks.trial_names import trial_names_in_code
from wording.checks.uses import flaws_of_use

ROOT = Path(__file__).parents[1]


def flaws() -> Iterator[str]:
    """Every flaw, as `place: what is wrong`."""
    yield from flaws_between_languages()
    yield from flaws_of_use(ROOT)
    yield from sentences_outside(ROOT)
    yield from trial_names_in_code(ROOT)


def main() -> int:
    """Print what is wrong."""
    found = list(flaws())
    for flaw in found:
        sys.stdout.write(f"{flaw}\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
