"""`dayzero audit`: who did what, when and why, for people and as a file."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from dayzero import clock
from dayzero.commands.options import InLanguage
from dayzero.database import open_database
from dayzero.desk.chart_files import write_file
from dayzero.desk.whole_days import whole_days
from dayzero.terminal.language import words_in
from dayzero.terminal.prose import Prose
from dayzero.web.views.audit import AuditRow, audit_csv, audit_rows
from dayzero.web.views.when import Clock, voice_at
from models.protocol import every_site
from models.records.store import Wanted, audit_trail
from models.versions.known import known_protocol
from wording.language import Language
from wording.pages import page_words
from wording.pages.audit import AuditWords
from wording.voice import Voice

DAY = ["%Y-%m-%d"]


def audit(
    *,
    subject: Annotated[str, typer.Option(help="Only what was done to this subject.")] = "",
    who: Annotated[str, typer.Option(help="Only what this person did.")] = "",
    since: Annotated[datetime | None, typer.Option(formats=DAY, help="From this day on.")] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=DAY, help="Until the end of this day.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(help="Write all lines to this file, for a spreadsheet.")
    ] = None,
    limit: Annotated[int, typer.Option(help="At most so many on the screen.", min=1)] = 200,
    language: InLanguage = None,
) -> None:
    """List who did what, when and why, the newest first, with old and new values."""
    said_in = words_in(language).language
    days = Clock(_voice(said_in), clock.now())
    first, last = (None if day is None else day.date() for day in (since, until))
    start, end = whole_days(first, last, days.zone)
    wanted, engine = Wanted(subject=subject, who=who, since=start, until=end), open_database()
    if csv is not None:
        write_file(csv, audit_csv(audit_trail(engine, wanted)))
        return
    rows = audit_rows(audit_trail(engine, wanted, limit), days)
    says = page_words(said_in).audit
    Console().print(_table(rows, says) if rows else says.none)


def _voice(language: Language) -> Voice:
    """On the clock of the trial's first site, as on the page of somebody who sees all of them."""
    protocol = known_protocol()
    zone = next(iter(every_site().values())).zone
    return voice_at(clock.now(), zone, language, protocol)


def _table(rows: list[AuditRow], says: AuditWords) -> Table:
    table = Table(says.at, says.who, says.subject, says.what, box=box.SIMPLE)
    for name in (says.old, says.new, says.why):
        table.add_column(name, overflow="fold")
    for row in rows:
        texts = (row.what, row.old, row.new, row.why)
        table.add_row(row.at.text, row.who, row.subject, *map(Prose, texts))
    return table
