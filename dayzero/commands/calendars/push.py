"""`dayzero push caldav`: what is published, written into the hospital's own calendar."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from sqlalchemy import Engine

from calendars.feeds.pushed import Changes, changes_between
from dayzero.caldav_settings import read_target
from dayzero.commands.calendars.push_status import status
from dayzero.database import open_database
from dayzero.settings import read_settings
from models.errors import DayZeroError
from models.reasons.refusals.settings import EventsRefused
from models.records.store import (
    all_subjects,
    headers_of,
    published_entries,
    studies_switched_off,
)
from models.schedule import PublishedEntry
from tasks.pushing.answers import Applied
from tasks.pushing.calendar_server import ServerCalendar, server_calendar
from tasks.pushing.wanted import wanted_of
from wording.refusals import say_refusal

REFUSED = 2
push = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


class CalendarsOff(DayZeroError):
    """A study has switched its calendars off; nothing of it is written anywhere."""

    exit_code = REFUSED
    kind = "calendars_off"

    def __init__(self, study: str, why: str) -> None:
        super().__init__(study, why)
        self.study = study
        self.why = why


@push.callback()
def _group() -> None:
    """Write what is published into another system, by hand or on a schedule."""


push.command()(status)


@push.command()
def caldav(
    subjects: Annotated[
        list[str] | None,
        typer.Argument(metavar="SUBJECT...", help="Study numbers; every subject otherwise."),
    ] = None,
    *,
    site: Annotated[str | None, typer.Option(help="Only subjects of this site.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, write nothing.")
    ] = False,
) -> None:
    """Bring one calendar of a CalDAV server up to date; safe to repeat.

    The calendar and its user come from DAYZERO_CALDAV_URL, _USER and _PASSWORD. Only events
    that changed are written; what left the schedule is removed; other people's events in the
    calendar, and other subjects', are not touched. Of a study that has switched its calendars
    off (`dayzero feed off`) nothing is written.
    """
    if subjects and site:
        message = "subjects or a site, not both"
        raise typer.BadParameter(message, param_hint="--site")
    target = read_target(read_settings().language)
    engine = open_database()
    published = _let_out(engine, _published(engine, subjects, site))
    wanted = wanted_of(published, target.language)
    with server_calendar(target.address, target.user, target.password) as there:
        changes = changes_between(wanted, there.events(), published)
        if dry_run:
            typer.echo(_said(changes, dry_run=True))
        else:
            _tell(changes, there.apply(changes), there)


def _published(
    engine: Engine, subjects: Sequence[str] | None, site: str | None
) -> dict[str, tuple[PublishedEntry, ...]]:
    """What is published of each subject; those without a calendar yet are left out.

    Raises:
        SubjectUnknown: if nobody has a number.
    """
    known = [line.subject for line in all_subjects(engine) if site in {None, line.site}]
    found = {number: published_entries(engine, number) for number in subjects or known}
    return {number: entries for number, entries in found.items() if entries}


def _let_out(
    engine: Engine, published: Mapping[str, tuple[PublishedEntry, ...]]
) -> dict[str, tuple[PublishedEntry, ...]]:
    """Those whose study lets its calendars be read; each study that does not is told of.

    Raises:
        CalendarsOff: if nobody is left.
    """
    headers = headers_of(engine, published)
    studies = {number: str(headers[number]["protocol"]) for number in published}
    closed = [
        CalendarsOff(study, why)
        for study, why in studies_switched_off(engine).items()
        if study in studies.values()
    ]
    off = {one.study for one in closed}
    left = {number: entries for number, entries in published.items() if studies[number] not in off}
    if closed and not left:
        raise closed[0]
    for one in closed:
        typer.echo(say_refusal(one, read_settings().language), err=True)
    return left


def _tell(changes: Changes, applied: Applied, there: ServerCalendar) -> None:
    """What was done; each event that was not taken, by its UID.

    Raises:
        CalendarServerTrouble: if there is one.
    """
    total = len(changes.puts) + len(changes.removals)
    if not applied.refused:
        typer.echo(_said(changes, dry_run=False))
        return
    for reason in applied.refused:
        typer.echo(say_refusal(reason, read_settings().language), err=True)
    raise there.trouble(EventsRefused(refused=len(applied.refused), total=total))


def _said(changes: Changes, *, dry_run: bool) -> str:
    new = sum(put.over is None for put in changes.puts)
    would = "would be " if dry_run else ""
    return (
        f"{new} events {would}added, {len(changes.puts) - new} {would}changed,"
        f" {len(changes.removals)} {would}removed, {changes.unchanged} are up to date"
    )
