"""NOTICE.md: the parts whose licence asks to be named, and how each is used."""

from collections.abc import Iterable

from shipping.licences import Part
from shipping.vendored import Vendored

OPENING = """\
# Notice

<!-- Written by `make licences` from the packages that are locked. Change nothing here. -->

Day Zero is under the [Apache License 2.0](LICENSE). It is installed together with the packages
below, each unchanged, from its own source and replaceable by another version of it. Their licence
texts lie beside them in the environment (`*.dist-info/licenses`); versions are in `uv.lock` and in
the bill of materials (`make sbom`).
"""
SECTIONS = (
    ("GNU Lesser General Public License", "LGPL-", "Used as libraries, by their interfaces."),
    ("Mozilla Public License", "MPL-", "Used unchanged; their sources are where they come from."),
    ("SIL Open Font License", "OFL-", "Fonts that are embedded in printed pages."),
)
CHOSEN = """\
## Under a choice that includes the GPL

Used under the other licence of the choice.
"""


FILES = """\
## Files of others

Kept in this repository as their makers publish them, each with its licence beside it; its checksum
is held in `shipping/vendored.toml`.
"""


def notice(parts: Iterable[Part], files: Iterable[Vendored]) -> str:
    """The page; parts under licences that ask for no more than their own text are not listed."""
    listed = tuple(parts)
    sections = [
        f"## {title}\n\n{how}\n\n{_table(one for one in listed if _has(one, start))}"
        for title, start, how in SECTIONS
    ]
    chosen = _table(one for one in listed if _has(one, "GPL-"))
    return "\n".join((OPENING, *sections, f"{CHOSEN}\n{chosen}", f"{FILES}\n{_files(files)}"))


def _has(one: Part, start: str) -> bool:
    return any(key.startswith(start) for key in one.keys)


def _files(files: Iterable[Vendored]) -> str:
    rows = [f"| [{one.name}]({one.source}) {one.version} | {one.licence} |" for one in files]
    return "\n".join(("| file | licence |", "| --- | --- |", *rows, ""))


def _table(parts: Iterable[Part]) -> str:
    rows = [
        f"| [{one.name}](https://pypi.org/project/{one.name}/) | {one.licence} |" for one in parts
    ]
    return "\n".join(("| package | licence |", "| --- | --- |", *rows, ""))
