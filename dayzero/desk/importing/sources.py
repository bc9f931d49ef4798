"""Where a calendar comes from: a file on the disk, or an address."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import httpx

from calendars.imported.text import LARGEST_CALENDAR_BYTES
from dayzero.desk.chart_files import FileUnusable
from dayzero.desk.importing.download import download, said
from models.faults_found import system_reason
from models.reasons.refusals.desk import Deed
from models.reasons.refusals.validation import SystemFlaw

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A calendar's bytes.

    Attributes:
        said: how it is named in messages; of an address only the host.
        name: what it is called where nobody names it.
    """

    raw: bytes
    said: str
    name: str


def fetch(place: str, *, allow_local: bool) -> Fetched:
    """Read a file, or an address: at most 2 MB and one byte, so that more is refused as more.

    Raises:
        FileUnusable: if the file cannot be read.
        InputRefused: if the address cannot be fetched.
    """
    if _ADDRESS.match(place):
        raw = asyncio.run(download(place, allow_local=allow_local))
        return Fetched(raw, said(place), httpx.URL(place).host)
    path = Path(place)
    try:
        with path.open("rb") as file:
            return Fetched(file.read(LARGEST_CALENDAR_BYTES + 1), path.name, path.stem)
    except OSError as error:
        raise FileUnusable(place, Deed.READ, system_reason(error)) from error
    except ValueError as error:  # a name that no disk can have
        raise FileUnusable(place, Deed.READ, SystemFlaw.NAME_IMPOSSIBLE) from error
