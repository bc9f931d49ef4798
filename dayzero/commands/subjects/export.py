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
from dayzero.desk.exporting.fhir_file import fhir_file
from dayzero.desk.exporting.files import FORMATS, ExportedFile, check_format, exported_file
from dayzero.desk.exporting.gathering import Asked, gather
from dayzero.settings import read_settings
from dayzero.terminal.language import words_in
from models.records.store import Sight, export_chart, note_reading, read_for_pass
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
    fhir: Annotated[
        bool, typer.Option("--fhir", help="A subject's path as a FHIR R4B bundle, for outside.")
    ] = False,
    *,
    language: InLanguage = None,
    by: By,
) -> None:
    """Write a subject's chart back out as it was imported; or a list of all of them.

    subjects, visits, deviations and alerts are tables for a spreadsheet; sv and dv are the
    visits and deviations as CDISC's datasets, with every subject or not written. --fhir tells
    of a subject what may leave: its number, steps, dates and what to do.
    """
    engine, said_in = open_database(), words_in(language).language
    if what not in FORMATS:
        _put(_bundle(engine, what, by, said_in) if fhir else _chart(engine, what, by), out)
        return
    if fhir:
        check_format(what, "fhir")
    file = _list(
        engine,
        what,
        Asked(sight=Sight(frozenset(site or ()) or None), now=now(), by=by),
        out,
        said_in,
    )
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


def _bundle(engine: Engine, subject: str, by: str, language: Language) -> bytes:
    reading, moment = read_for_pass(engine, subject), now()
    file = fhir_file(engine, reading, moment, language, read_settings().base_url)
    note_reading(engine, subject, by=by, now=moment)
    return file.content


def _put(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_file(out, content)
