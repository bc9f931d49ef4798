"""`dayzero protocol approve`, `withdraw`, `approvals`: which site plans by which version."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from dayzero.clock import now
from dayzero.commands.named_sites import known_site
from dayzero.commands.named_trials import Trial, named_trial
from dayzero.commands.options import AsJson, By, InLanguage
from dayzero.database import open_database
from dayzero.desk.amending.version_files import approve as approve_there
from dayzero.desk.amending.version_files import meant_version
from dayzero.terminal.approvals import (
    Approved,
    approval_lines,
    approved_lines,
    withdrawn_line,
)
from dayzero.terminal.language import words_in
from models.records.store import approvals as standing_approvals
from models.records.store import withdraw_approval

DAY = ["%Y-%m-%d"]
Site = Annotated[str, typer.Argument(help="The site, such as CN01.")]


def approve(
    site: Site,
    version: Annotated[
        str,
        typer.Argument(help="The version: its file, its folder, or its name if it is on record."),
    ],
    day: Annotated[
        datetime,
        typer.Argument(metavar="DATE", formats=DAY, help="The first day on which it counts."),
    ],
    *,
    consent: Annotated[
        str | None,
        typer.Option(help="The step after which it counts for a subject, as a new consent."),
    ] = None,
    trial: Trial = None,
    by: By,
    language: InLanguage = None,
) -> None:
    """Let a site plan by a version of the protocol from a day on.

    What is done before that day stays judged as it was. The version is kept with the records
    and never changes. Look at it first with `dayzero protocol preview`.
    """
    there, engine, words = known_site(site), open_database(), words_in(language)
    meant = meant_version(engine, version, named_trial(trial).id)
    woken = approve_there(engine, there, meant, day.date(), asks=consent, now=now(), by=by)
    done = Approved(site=there, version=meant[0], starts=day.date(), consent=consent, woken=woken)
    for line in approved_lines(done, words):
        typer.echo(line)


def withdraw(
    site: Site,
    version: Annotated[str, typer.Argument(help="The version's name.")],
    *,
    why: Annotated[str, typer.Option(help="Why the approval is taken back; the audit keeps it.")],
    trial: Trial = None,
    by: By,
    language: InLanguage = None,
) -> None:
    """Take back that a site approved a version, as if it never had."""
    there, engine, of = known_site(site), open_database(), named_trial(trial).id
    woken = withdraw_approval(engine, of, there, version, why=why, now=now(), by=by)
    typer.echo(withdrawn_line(there, version, woken, words_in(language)))


def approvals(*, trial: Trial = None, as_json: AsJson = False, language: InLanguage = None) -> None:
    """List which version each site plans by, and from which day on."""
    installed = named_trial(trial)
    stand = standing_approvals(open_database(), installed.id)
    if as_json:
        said = [asdict(each) for each in stand]
        typer.echo(json.dumps(said, ensure_ascii=False, indent=1, default=str))
        return
    for line in approval_lines(stand, installed, words_in(language)):
        typer.echo(line)
