"""`dayzero continue`: one person in a parent trial and in its follow-up trial."""

from typing import Annotated

import typer

from dayzero.clock import now
from dayzero.commands.options import By, InLanguage, Subject
from dayzero.database import open_database
from dayzero.terminal.language import words_in
from models.records.store import EVERYTHING, continue_subject, take_continuation_back

Parent = Annotated[str, typer.Option("--of", help="The person's number in the parent trial.")]
TakenBack = Annotated[bool, typer.Option("--taken-back", help="It was said wrongly.")]
Reason = Annotated[str, typer.Option("--reason", help="Why it is taken back.")]


def continue_(
    subject: Subject,
    *,
    of: Parent,
    taken_back: TakenBack = False,
    reason: Reason = "",
    language: InLanguage = None,
    by: By,
) -> None:
    """Say that a subject of a follow-up trial is a subject of its parent trial."""
    if taken_back != bool(reason.strip()):
        message = "give --taken-back and --reason together, or neither"
        raise typer.BadParameter(message)
    engine, says = open_database(), words_in(language).answers
    if taken_back:
        take_continuation_back(engine, subject, of, EVERYTHING, why=reason, now=now(), by=by)
    else:
        continue_subject(engine, subject, of, EVERYTHING, now=now(), by=by)
    said = says.said_not_same_person if taken_back else says.said_same_person
    typer.echo(said.format(subject=subject, parent=of))
