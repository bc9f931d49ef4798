"""`dayzero checkpoint`: how far the records have come, to be kept where they cannot be reached."""

from pathlib import Path
from typing import Annotated

import typer

from dayzero import clock
from dayzero.database import open_database
from dayzero.desk.chart_files import write_file
from dayzero.desk.checkpoint_files import checkpoint_text
from dayzero.desk.timestamps.asking import Stamped, ask_for_timestamp
from dayzero.desk.timestamps.reading import refused
from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.copies import CheckpointFlaw
from models.reasons.refusals.keeping.timestamps import TimestampFlaw
from models.records.store import take_checkpoint

REQUEST, RESPONSE = ".tsq", ".tsr"
"""What stands behind the name of a checkpoint's file, for the time stamp beside it."""


def checkpoint(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Where to write it; without one it is printed."),
    ] = None,
    *,
    timestamp: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="A time-stamp authority (RFC 3161) that says when the file was."
        ),
    ] = None,
) -> None:
    """Write how far the chains of the records have come, and one hash of it all.

    With --timestamp, what was asked lies beside the file as FILE.tsq and what was answered as
    FILE.tsr; the authority sees the file's hash alone. Check both by `dayzero verify --against`.
    """
    text = checkpoint_text(take_checkpoint(open_database()), clock.now())
    if file is None:
        if timestamp is not None:
            raise refused("--timestamp", TimestampFlaw.FILE_NEEDED)
        typer.echo(text)
        return
    content = f"{text}\n".encode()
    _require_free([file, *_beside(file)])
    stamped = None if timestamp is None else ask_for_timestamp(timestamp, content)
    _write(file, content, stamped)


def _beside(file: Path) -> tuple[Path, Path]:
    return file.with_name(file.name + REQUEST), file.with_name(file.name + RESPONSE)


def _require_free(files: list[Path]) -> None:
    taken = [Fault(str(one), CheckpointFlaw.THERE_ALREADY) for one in files if one.exists()]
    if taken:
        raise InputRefused(taken)


def _write(file: Path, content: bytes, stamped: Stamped | None) -> None:
    request, response = _beside(file)
    write_file(file, content)
    typer.echo(f"{file} holds the checkpoint")
    if stamped is not None:
        write_file(request, stamped.request)
        write_file(response, stamped.response)
        typer.echo(f"{response} holds its time stamp")
