"""`dayzero export`: a subject's chart, or a list of all of them for a spreadsheet."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from dayzero.clock import now
from dayzero.commands.options import By, InLanguage
from dayzero.database import open_database
from dayzero.desk.chart_files import write_file
from dayzero.desk.exporting.files import FORMATS, ExportedFile, check_format, exported_file
from dayzero.desk.exporting.gathering import Asked, gather
from dayzero.terminal.language import words_in
from models.records.store import export_chart, note_reading
from wording.exports import export_words
from wording.language import Language


def export(
    what: Annotated[
        str,
        typer.Argument(
            help=f"A subject's study number, such as CN01-007; or {', '.join(FORMATS)}."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="A file: .csv or .xlsx, sv and dv .csv or .json. Else standard output."),
    ] = None,
    site: Annotated[
        list[str] | None, typer.Option(help="Of a list, only this site's; may be repeated.")
    ] = None,
    *,
    language: InLanguage = None,
    by: By,
) -> None:
    """Write a subject's chart back out as it was imported; or a list of all of them.

    subjects, visits, deviations and alerts are tables for a spreadsheet; sv and dv are the
    visits and deviations as CDISC's datasets, with every subject or not written.
    """
    engine = open_database()
    if what not in FORMATS:
        _put(_chart(engine, what, by), out)
        return
    said_in = words_in(language).language
    file = _list(engine, what, Asked(sites=site or None, now=now(), by=by), out, said_in)
    _put(file.content, out)
    if out is not None:
        typer.echo(export_words(said_in).written.of(file.lines, file=out))


def _list(
    engine: Engine, what: str, asked: Asked, out: Path | None, language: Language
) -> ExportedFile:
    kind = "csv" if out is None else out.suffix.removeprefix(".").lower()
    check_format(what, kind)
    return exported_file(what, kind, gather(engine, asked), language)


def _chart(engine: Engine, subject: str, by: str) -> bytes:
    content = export_chart(engine, subject)
    note_reading(engine, subject, by=by, now=now())
    return content


def _put(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_file(out, content)
