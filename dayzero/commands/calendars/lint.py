"""`dayzero lint`: what no calendar program tells about a file."""

from pathlib import Path
from typing import Annotated

import typer

from calendars.checks.lint import lint as faults_of
from models.errors import Fault, InputRefused
from models.faults_found import system_reason
from models.reasons.refusals.desk import CalendarTooLarge, CalendarUnreadable
from wording.language import ENGLISH
from wording.refusals import say_fault

LARGEST = 50_000_000  # octets; no calendar that a person reads is larger


def lint(
    file: Annotated[Path, typer.Argument(metavar="FILE.ics", help="The calendar to look at.")],
) -> None:
    """Say every fault of a calendar file, each with its place.

    Ends with 0 where there is none, 1 where there are some, 2 where it cannot be read.
    """
    faults = faults_of(_read(file))
    for fault in faults:
        typer.echo(f"{file}: {say_fault(fault, ENGLISH)}")
    if faults:
        raise typer.Exit(1)
    typer.echo(f"{file}: no fault")


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise InputRefused((Fault(str(file), CalendarTooLarge(megabytes=LARGEST // 10**6)),))
        return file.read_bytes()
    except OSError as error:
        unreadable = CalendarUnreadable(why=system_reason(error))
        raise InputRefused((Fault(str(file), unreadable),)) from error
