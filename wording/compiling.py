"""From the catalogues that translators keep to those that the program reads.

`.po` files are the source; the `.mo` beside each is committed, so that nothing is compiled at
set-up. `python -m wording.compiling` writes them anew, `--check` says which differ.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from wording.language import CATALOGUES

_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # else each compiling would give other bytes


def compiled(source: Path) -> bytes:
    """The bytes that belong beside one `.po` file; the same file gives the same bytes."""
    with source.open("rb") as text:
        catalogue = read_po(text)
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def stale() -> Iterator[Path]:
    """Every `.po` file whose compiled catalogue is missing or another one."""
    for source in sorted(CATALOGUES.rglob("*.po")):
        file = source.with_suffix(".mo")
        if not file.exists() or file.read_bytes() != compiled(source):
            yield source


def main() -> int:
    """Write what is stale; with `--check` only name it, and end with 1 if there is any."""
    found = list(stale())
    if "--check" in sys.argv:
        for source in found:
            sys.stdout.write(f"{source}: not compiled as it stands; run make catalogues\n")
        return 1 if found else 0
    for source in found:
        source.with_suffix(".mo").write_bytes(compiled(source))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
