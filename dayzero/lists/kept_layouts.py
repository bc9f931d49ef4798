"""What was said of the columns of a site's lists, kept for the next list under those headings.

One file for each site in the installation's home. It holds headings and no row of any list.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dayzero.desk.chart_files import write_file
from dayzero.private_files import make_folder

FOLDER = "lists"


@dataclass(frozen=True, slots=True)
class KeptLayouts:
    """Those of one installation."""

    home: Path

    def find(self, headings: tuple[str, ...]) -> Mapping[str, str] | None:
        """What was said of just these headings; None where nothing was, or sites differ."""
        key = _key(headings)
        files = sorted((self.home / FOLDER).glob("*.json"))
        found = [layouts[key] for layouts in map(_read, files) if key in layouts]
        return found[0] if found and all(one == found[0] for one in found) else None

    def keep(
        self, sites: Iterable[str], headings: tuple[str, ...], fields: Mapping[str, str]
    ) -> None:
        """Keep it for each site; what was kept of those headings before is replaced.

        Raises:
            FileUnusable: if a file cannot be written.
        """
        folder = self.home / FOLDER
        make_folder(folder)
        for site in sites:
            file = folder / f"{site}.json"
            layouts = {**_read(file), _key(headings): dict(fields)}
            write_file(file, json.dumps(layouts, ensure_ascii=False, indent=1).encode())


def _key(headings: tuple[str, ...]) -> str:
    return "\t".join(sorted(filter(None, headings)))


def _read(file: Path) -> dict[str, dict[str, str]]:
    if not file.exists():
        return {}
    found: dict[str, dict[str, str]] = json.loads(file.read_bytes())
    return found
