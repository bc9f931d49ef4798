"""`python -m shipping` writes NOTICE.md; with `--check` it only says whether it is today's.

Both fail on a shipped part whose licence is not known, or that is under the GPL alone.
"""

import sys
from collections.abc import Iterator, Sequence

from shipping.licences import Part, part
from shipping.notice import notice
from shipping.parts import ROOT, shipped
from shipping.vendored import Vendored, vendored

NOTICE = ROOT / "NOTICE.md"


def main(arguments: Sequence[str]) -> int:
    """Look at every part; 0 if all may be shipped and the notice is fresh, else 1."""
    parts = [part(name) for name in shipped()]
    files = vendored()
    wrong = [*_wrong(parts), *_changed(files)]
    if not wrong:
        if arguments == ["--check"]:
            wrong = list(_stale(parts, files))
        else:
            NOTICE.write_text(notice(parts, files), encoding="utf-8")
    for sentence in wrong:
        print(sentence)
    return 1 if wrong else 0


def _wrong(parts: Sequence[Part]) -> Iterator[str]:
    for one in parts:
        if one.licence is None:
            yield f"{one.name}: its licence is not known; read it, and say it in {_KNOWN}"
        elif not one.free_of_gpl:
            yield f"{one.name} is under {one.licence}, which would put Day Zero under the GPL"


def _changed(files: Sequence[Vendored]) -> Iterator[str]:
    for one in files:
        if not one.unchanged:
            yield f"{one.file} is not {one.name} {one.version} as its maker publishes it"


def _stale(parts: Sequence[Part], files: Sequence[Vendored]) -> Iterator[str]:
    if NOTICE.read_text(encoding="utf-8") != notice(parts, files):
        yield "NOTICE.md is not of the packages that are locked today: run `make licences`"


_KNOWN = "shipping/known.toml"

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
