"""`dayzero verify`: whether the records are what was written."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from dayzero.commands.options import AsJson
from dayzero.database import open_database
from dayzero.desk.checkpoint_files import known_checkpoint
from dayzero.desk.timestamps.checking import check_timestamp
from dayzero.desk.timestamps.reading import refused
from models.reasons.refusals.keeping.timestamps import TimestampFlaw
from models.records.store import Broken, Finding, Verified
from models.records.store import verify as verify_records

FOUND = 1
SAID = {
    Broken.CHANGED: "{row} was changed",
    Broken.REMOVED: "{row} was removed",
    Broken.MOVED: "{row} was moved",
    Broken.ADDED: "{row} was added, and not by this program",
    Broken.LINK_CHANGED: "the link itself was changed",
    Broken.LINK_REMOVED: "a link was removed",
    Broken.REWRITTEN: "up to here the chain is another one than the checkpoint knows",
    Broken.CUT_OFF: "the chain was cut off here",
    Broken.SIGNED_OTHERWISE: "{row} is of a record that says something else by now",
}


def verify(
    *,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|HASH",
            help="An earlier checkpoint, as a file or as the hash from a message: a cut-off end "
            "is found as well.",
        ),
    ] = None,
    timestamp: Annotated[
        Path | None, typer.Option(help="The time stamp of that file, FILE.tsr: it is checked, too.")
    ] = None,
    authority: Annotated[
        Path | None, typer.Option(help="Certificates (PEM) whose time stamps you trust.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look at every record and name the first of each chain that was changed behind our back.

    There is a chain for each subject, and one for everything else. Exit code 0: nothing was
    touched. 1: something was. `dayzero checkpoint` writes what to keep elsewhere.
    """
    engine = open_database()
    known = None if against is None else known_checkpoint(engine, against)
    stamped = _stamped(against, timestamp, authority)
    looked = verify_records(engine, known)
    if as_json:
        typer.echo(json.dumps(_document(looked, stamped), ensure_ascii=False, indent=1))
    else:
        _say(looked)
        if stamped is not None:
            typer.echo(
                f"{against} was there at {stamped:%Y-%m-%d %H:%M:%S} UTC: its time stamp fits"
            )
    raise typer.Exit(FOUND if looked.findings else 0)


def _stamped(
    against: str | None, timestamp: Path | None, authority: Path | None
) -> datetime | None:
    """When the file of a checkpoint was time-stamped; None where that is not asked."""
    if timestamp is None and authority is None:
        return None
    if timestamp is None or authority is None:
        raise refused("--timestamp", TimestampFlaw.BOTH_NEEDED)
    if against is None or not Path(against).is_file():
        raise refused("--timestamp", TimestampFlaw.FILE_NEEDED)
    return check_timestamp(Path(against).read_bytes(), timestamp, authority)


def _say(looked: Verified) -> None:
    for finding in looked.findings:
        typer.echo(_line(finding))
    chains = "1 chain" if looked.chains == 1 else f"{looked.chains:,} chains"
    are = "not as they were written" if looked.findings else "as they were written"
    typer.echo(f"{looked.links:,} records in {chains}: {are}")
    typer.echo(f"checkpoint {looked.checkpoint.hash}")


def _line(finding: Finding) -> str:
    chain = finding.chain or "everything else"
    place = "" if finding.number is None else f", link {finding.number:,}"
    row = f"{finding.kind.replace('_', ' ')} {finding.row}"
    return f"{chain}{place}: {SAID[finding.what].format(row=row)}"


def _document(looked: Verified, stamped: datetime | None) -> dict[str, Any]:
    return {
        "links": looked.links,
        "chains": looked.chains,
        "checkpoint": looked.checkpoint.hash,
        "timestamp": stamped and stamped.isoformat(),
        "findings": [
            {
                "chain": one.chain,
                "link": one.number,
                "what": one.what.value,
                "table": one.kind,
                "row": one.row,
            }
            for one in looked.findings
        ],
    }
