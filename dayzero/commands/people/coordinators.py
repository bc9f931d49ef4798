"""`dayzero coordinator`: who looks after which subject, and who gets invitations to bookings."""

import json
import re
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from dayzero.clock import now
from dayzero.commands.options import AsJson, By
from dayzero.database import open_database
from dayzero.desk.inviting import ask_for_invitations, invitations_of
from models.records.store import (
    assign_subjects,
    end_invitations,
    list_assignments,
    list_invited,
    release_subjects,
)

NAME = re.compile(r"[a-z][a-z0-9_]*")  # as the routing of alerts names its recipients

coordinator = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


def _known_form(text: str) -> str:
    if not NAME.fullmatch(text):
        message = "must be a name like li_na: small letters, digits and _, as in the routing"
        raise typer.BadParameter(message)
    return text


Name = Annotated[
    str,
    typer.Argument(help="As in the routing of alerts, such as li_na.", callback=_known_form),
]
Subjects = Annotated[list[str], typer.Argument(metavar="SUBJECT...", help="Study numbers.")]


@coordinator.command()
def assign(name: Name, subjects: Subjects, *, by: By) -> None:
    """Let a coordinator look after subjects, beside whoever does already."""
    added = assign_subjects(open_database(), name, subjects, now=now(), by=by)
    typer.echo(f"{name} now looks after {', '.join(added)}" if added else "nothing changed")


@coordinator.command()
def release(name: Name, subjects: Subjects, *, by: By) -> None:
    """Take subjects from a coordinator: they leave the coordinator's calendar."""
    gone = release_subjects(open_database(), name, subjects, now=now(), by=by)
    typer.echo(f"{name} no longer looks after {', '.join(gone)}" if gone else "nothing changed")


@coordinator.command("list")
def list_(
    name: Annotated[str | None, typer.Argument(help="Only this coordinator.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List who looks after whom."""
    assignments = list_assignments(open_database(), name)
    if as_json:
        lines = [
            {"coordinator": a.coordinator, "subject": a.subject, "since": a.since.isoformat()}
            for a in assignments
        ]
        typer.echo(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    if not assignments:
        typer.echo("no subject is assigned to anybody")
        return
    table = Table("coordinator", "subject", "since", "by", box=box.SIMPLE_HEAD)
    for line in assignments:
        since = line.since.strftime("%Y-%m-%d %H:%M UTC")
        table.add_row(line.coordinator, line.subject, since, line.by)
    Console().print(table)


@coordinator.command("invite")
def invite_(name: Name, *, by: By) -> None:
    """Mail a coordinator each booking of whom they look after, as a calendar invitation."""
    new = ask_for_invitations(open_database(), name, now=now(), by=by)
    typer.echo(f"{name} gets invitations from now on" if new else "nothing changed")
    stands = invitations_of(open_database(), name)
    if not stands.looks_after:
        typer.echo(f"{name} looks after nobody yet: dayzero coordinator assign")
    if not stands.mailbox:
        typer.echo(f"no channel of {name} has a mail address yet: dayzero channels")


@coordinator.command()
def uninvite(name: Name, *, by: By) -> None:
    """Send a coordinator no invitations any more; what is in the calendar stays there."""
    ended = end_invitations(open_database(), name, now=now(), by=by)
    typer.echo(f"{name} gets no more invitations" if ended else "nothing changed")


@coordinator.command()
def invited(*, as_json: AsJson = False) -> None:
    """List who gets invitations; what was sent is in `dayzero deliveries`."""
    found = list_invited(open_database())
    if as_json:
        lines = [{"coordinator": one.coordinator, "since": one.since.isoformat()} for one in found]
        typer.echo(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for one in found:
        typer.echo(f"{one.coordinator} since {one.since:%Y-%m-%d %H:%M UTC}, by {one.by}")
    if not found:
        typer.echo("nobody gets invitations")
