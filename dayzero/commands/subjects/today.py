"""`dayzero today`: what waits at a site, as a file that prints."""

from pathlib import Path
from typing import Annotated

import typer

from dayzero import clock
from dayzero.commands.named_sites import known_site
from dayzero.commands.options import By, InLanguage
from dayzero.database import open_database
from dayzero.desk.chart_files import write_file
from dayzero.terminal.language import words_in
from dayzero.today_file.folder import name_of
from dayzero.today_file.page import sheet_page
from dayzero.today_file.sheet import sheet_of
from models.records.store import note_reading


def today(
    site: Annotated[str, typer.Option(help="The site, such as CN01.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.html",
            help="Where to; otherwise today-SITE-DAY.html in the folder you are in.",
        ),
    ] = None,
    language: InLanguage = None,
    by: By,
) -> None:
    """Write what waits at a site as one page to print: whom to call, why and by when.

    It is as the last passes left it, and needs no server to be read. A worker writes the same
    each morning where DAYZERO_TODAY_FOLDER names a folder.
    """
    named, said_in, now = known_site(site), words_in(language).language, clock.now()
    engine = open_database()
    sheet = sheet_of(engine, named, now, said_in)
    for subject in sorted(sheet.subjects):
        note_reading(engine, subject, by=by, now=now)
    file = out or Path(name_of(named, sheet.clock.site_day))
    write_file(file, sheet_page(sheet))
    typer.echo(file)
