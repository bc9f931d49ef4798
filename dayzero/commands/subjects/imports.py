"""`dayzero import`: charts of our own form, or lists of other systems; all or nothing."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from dayzero.clock import now
from dayzero.commands.named_sites import known_site
from dayzero.commands.options import By, InLanguage
from dayzero.database import open_database
from dayzero.desk.chart_files import read_files
from dayzero.lists.dates import DateOrder
from dayzero.lists.importing import import_lists
from dayzero.lists.layout import pairs_in
from dayzero.lists.numbers import DecimalSign
from dayzero.lists.one_import import Asked
from dayzero.lists.read_claims import HowWritten
from dayzero.lists.reading import LARGEST_LIST_BYTES, are_lists
from dayzero.lists.reconciling.decisions import Decisions
from dayzero.settings import read_settings
from dayzero.terminal.language import words_in
from dayzero.terminal.lists import tell_lists
from dayzero.terminal.recorded import tell_charts_added, tell_drugs_read, tell_what_import_did
from models.records.store import import_charts, named

MANY_FILES = 10
EXAMPLES = """
dayzero import CN01-007.json

dayzero import cm.csv --subject CN01-007 --dry-run

dayzero import cm.csv --subject CN01-007 --accept-columns

dayzero import log.xlsx --column "Agent=drug" --column "Remarks=-" --dates dmy

dayzero import cm.csv --source HIS --take "row 4=stopped later" \\
--set-aside "row 7=of another subject"

dayzero import bundle.json --patient "Patient/4711=CN01-007" --site CN01 --remember-patients
"""
Pairs = list[str]


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Charts as JSON; or lists: CSV, XLSX, XLS, ODS, FHIR Bundles or NDJSON,"
            " Dataset-JSON.",
        ),
    ],
    *,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show what would be recorded and moved; write nothing."),
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            help="The system that numbered the facts; of lists, the one whose whole lists these"
            " are: what it no longer has is told."
        ),
    ] = None,
    subject: Annotated[
        str | None, typer.Option(help="Whose lists these are, where their rows do not say it.")
    ] = None,
    patient: Annotated[
        Pairs | None,
        typer.Option(metavar="NAME=SUBJECT", help="Which subject a patient of a list is."),
    ] = None,
    site: Annotated[
        str | None,
        typer.Option(help="Of which site the lists are: nothing is recorded of another's."),
    ] = None,
    remember_patients: Annotated[
        bool,
        typer.Option(
            "--remember-patients",
            help="The next lists of --site know these patients; kept as keyed hashes alone.",
        ),
    ] = False,
    column: Annotated[
        Pairs | None,
        typer.Option(
            metavar="HEADING=FIELD",
            help="What a column is, such as drug, dose, unit, first, last, item, result, at;"
            " “-” if it is not to be read. Kept for the site.",
        ),
    ] = None,
    accept_columns: Annotated[
        bool, typer.Option("--accept-columns", help="The guessed columns are right.")
    ] = False,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a spreadsheet.")] = None,
    dates: Annotated[
        DateOrder | None, typer.Option(help="Of 03/04/2026: whether the day or the month is first.")
    ] = None,
    decimal: Annotated[
        DecimalSign | None, typer.Option(help="What parts the decimals of a number.")
    ] = None,
    take: Annotated[
        Pairs | None,
        typer.Option(
            metavar="ROW=WHY",
            help="Correct the record by a row that says otherwise, such as “row 4”; or take back"
            " a fact that is no longer in the list, such as “f7”; “*” for all of them.",
        ),
    ] = None,
    set_aside: Annotated[
        Pairs | None,
        typer.Option(metavar="ROW=WHY", help="Leave the record as it is, and ask no more."),
    ] = None,
    language: InLanguage = None,
    by: By,
) -> None:
    """Bring in charts or lists: all of them, or none if one is refused; safe to repeat."""
    words, engine, moment = words_in(language), open_database(), now()
    read = list(_with_progress(read_files(files, LARGEST_LIST_BYTES), len(files)))
    if are_lists(read):
        asked = Asked(
            subject=subject,
            patients=pairs_in("--patient", patient or ()),
            columns=pairs_in("--column", column or ()),
            accepted=accept_columns,
            site=site and known_site(site),
            remember=remember_patients and site is not None,
            sheet=sheet,
            written=HowWritten(order=dates, sign=decimal),
            source=named(source).key,
            decisions=Decisions(
                pairs_in("--take", take or ()), pairs_in("--set-aside", set_aside or ())
            ),
            dry_run=dry_run,
        )
        home = read_settings().home or Path()
        tell_lists(import_lists(engine, read, asked, home=home, moment=moment, by=by), words)
        return
    report = import_charts(
        engine,
        read,
        now=moment,
        by=by,
        dry_run=dry_run,
        source=named(source).key,
    )
    tell_charts_added(report, words)
    tell_drugs_read(report.drugs, words)
    if not report.dry_run:
        tell_what_import_did(engine, report, moment, words)


def _with_progress(
    documents: Iterator[tuple[str, bytes]], total: int
) -> Iterable[tuple[str, bytes]]:
    """Show a bar on the terminal's stderr where there is something to wait for."""
    console = Console(stderr=True)
    if total < MANY_FILES or not console.is_terminal:
        return documents
    return track(documents, "reading files", total=total, console=console, transient=True)
