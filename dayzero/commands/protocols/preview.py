"""`dayzero protocol preview`: what a new version would do to each running subject."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from dayzero import clock
from dayzero.commands.named_sites import known_site
from dayzero.commands.named_trials import Trial, named_trial
from dayzero.commands.options import InLanguage
from dayzero.database import open_database
from dayzero.desk.amending.previewing import (
    Compared,
    Concern,
    Previewed,
    compared_with,
    previewed,
)
from dayzero.desk.amending.version_files import read_version
from dayzero.terminal.amendments import Versions, preview_lines
from dayzero.terminal.language import words_in
from models.errors import InputRefused
from models.protocol import Protocol
from models.records.store import Sight, SubjectLine, all_at_sites, all_subjects
from models.versions.known import known_protocol
from models.versions.united import united
from wording.refusals import say_refusal
from wording.terminal import TerminalWords

FOUND = 1


def preview(
    version: Annotated[
        Path,
        typer.Argument(
            metavar="NEW", help="The new version: its file, or the folder of all its data."
        ),
    ],
    *,
    site: Annotated[list[str] | None, typer.Option(help="Only subjects of this site.")] = None,
    trial: Trial = None,
    language: InLanguage = None,
) -> None:
    """Say for each running subject which dates a new version moves and what it judges otherwise.

    Nothing is recorded, published or told. Exit code 1: somebody must be acted on before it
    applies, or has a chart that one of the versions cannot read.
    """
    words, current = words_in(language), named_trial(trial)
    sites = [known_site(each) for each in site or ()]
    new = read_version(version, current.id)
    says = words.amendments
    if current.hash == new.hash:
        typer.echo(says.same)
        return
    engine, now = open_database(), clock.now()
    sight = Sight(frozenset(sites) or None, frozenset({new.id}))
    lines = list(all_subjects(engine, sight))
    compared = compared_with(new, all_at_sites(engine), now)
    known = known_protocol(current.id)
    versions = (known, united((known, new)))
    found = list(_found(lines, compared, now, words))
    running = [one for one in found if one.before.ended is None]
    if _names_another(new, current, compared):
        typer.echo(says.same_name.format(version=new.version))
    _tell(running, len(found) - len(running), versions, words)
    if len(found) < len(lines) or any(one.concern is Concern.ACT for one in running):
        raise typer.Exit(FOUND)


def _names_another(new: Protocol, current: Protocol, compared: Compared) -> bool:
    """Whether a version that is known has the same name and another content."""
    known = compared.stands.every_version(current)
    return any(one.version == new.version and one.hash != new.hash for one in known)


def _found(
    lines: list[SubjectLine],
    compared: Compared,
    now: datetime,
    words: TerminalWords,
) -> Iterator[Previewed]:
    """Each subject by both versions, with progress on a terminal; who cannot be read is said."""
    aside = Console(stderr=True)
    for line in track(lines, "", console=aside, transient=True, disable=not aside.is_terminal):
        try:
            yield previewed(line.document, now, compared)
        except InputRefused as refused:
            why = say_refusal(refused, words.language)
            said = words.amendments.unplanned.format(subject=line.subject, why=why)
            typer.echo(said, err=True)


def _tell(running: list[Previewed], ended: int, versions: Versions, words: TerminalWords) -> None:
    says, new = words.amendments, versions[1]
    stand = sorted({one.before.protocol_version for one in running}) or [versions[0].version]
    typer.echo(
        says.compared.format(
            protocol=new.id,
            before=", ".join(stand),
            after=new.version,
            subjects=says.subjects.of(len(running)),
        )
    )
    for line in preview_lines(running, versions, words):
        typer.echo(line)
    if ended:
        typer.echo(says.ended.format(subjects=says.subjects.of(ended)))
    typer.echo(says.unchanged)
