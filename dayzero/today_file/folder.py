"""The folder of sheets: one file for each site and morning, closed to other accounts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from dayzero.desk.chart_files import FileUnusable, write_file
from dayzero.private_files import make_folder
from dayzero.today_file.page import sheet_page
from dayzero.today_file.sheet import sheet_of
from models.faults_found import system_reason
from models.protocol import every_site
from models.reasons.refusals.desk import Deed
from models.records.store import at_sites_alone, subjects_of
from wording.language import Language

MORNING_HOUR: Final = 6
"""From when on a site's file of the day is written, on its own clock."""

KEPT: Final = timedelta(days=14)
"""A file of an earlier day is removed; paper is made of what is newer."""

_NAME: Final = re.compile(r"today-.+-(\d{4}-\d{2}-\d{2})\.html")


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the files lie, and the language that they are in."""

    path: Path
    language: Language


def name_of(site: str, day: date) -> str:
    """`today-CN01-2026-03-10.html`."""
    return f"today-{site}-{day.isoformat()}.html"


def write_due(engine: Engine, folder: Folder, now: datetime) -> list[Path]:
    """Write the day's file of each site where it is morning and none is there yet.

    A site at which nobody is enrolled has none. Safe beside whoever does the same: a file is
    written whole or not at all.

    Returns:
        What was written.

    Raises:
        FileUnusable: if the folder cannot be made, or a file not be written.
        StoreTrouble: if the database cannot be used.
    """
    due = [
        (site, file)
        for site, file in _due(folder, now)
        if subjects_of(engine, at_sites_alone([site]))
    ]
    if not due:
        return []
    _make(folder.path)
    for site, file in due:
        write_file(file, sheet_page(sheet_of(engine, site, now, folder.language)))
    _remove_old(folder, now)
    return [file for _, file in due]


def _due(folder: Folder, now: datetime) -> Iterator[tuple[str, Path]]:
    for site, known in every_site().items():
        there = now.astimezone(known.zone)
        file = folder.path / name_of(site, there.date())
        if there.hour >= MORNING_HOUR and not file.exists():
            yield site, file


def _make(path: Path) -> None:
    try:
        make_folder(path)
    except OSError as error:
        raise FileUnusable(str(path), Deed.WRITTEN, system_reason(error)) from error


def _remove_old(folder: Folder, now: datetime) -> None:
    """Only files of this name; what else lies there is somebody's own."""
    first = (now - KEPT).date()
    for file in folder.path.glob("today-*.html"):
        named = _NAME.fullmatch(file.name)
        if named and date.fromisoformat(named[1]) < first:
            file.unlink(missing_ok=True)
