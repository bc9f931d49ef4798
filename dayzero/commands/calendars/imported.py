"""`dayzero calendar`: a site's closed and working days, or free slots, from its own calendar."""

import json
from typing import Annotated

import typer

from calendars.imported import Meaning
from dayzero.clock import now
from dayzero.commands.options import AsJson, By
from dayzero.database import open_database
from dayzero.desk.importing.calendars_tried import with_calendar
from dayzero.desk.importing.site_calendars import Asked, read_incoming
from dayzero.settings import read_settings
from dayzero.terminal.imports import list_changes, say_change, say_import, say_line
from dayzero.terminal.language import words_in
from dayzero.terminal.recorded import tell_what_calendars_did
from models.errors import Fault, InputRefused
from models.extra_working_days import extra_days_of
from models.protocol import Protocol, every_site
from models.protocol.site import Site
from models.reasons.refusals.desk import NotASite, NotBooked, TypedFlaw
from models.reasons.refusals.refusal import shown
from models.records.store import (
    CalendarLine,
    all_at_sites,
    import_site_calendar,
    list_site_calendars,
    remove_site_calendar,
    safety_steps,
)
from models.versions.known import known_protocol

calendar = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
SiteId = Annotated[str, typer.Argument(metavar="SITE", help="The site, such as CN01.")]


@calendar.command("import")
def import_(
    site: SiteId,
    place: Annotated[
        str, typer.Argument(metavar="FILE-or-URL", help="An .ics file, or where to fetch it.")
    ],
    *,
    kind: Annotated[
        Meaning,
        typer.Option(
            help="Days and hours closed (of public holidays, make-up working days, too);"
            " extra working days alone; or free slots: one each event."
        ),
    ],
    step: Annotated[
        str | None,
        typer.Option(help="The step the slots are for; the trial's first treatment otherwise."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="What to call it; the file's or host's name otherwise.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, write nothing.")
    ] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Also if every closure to come would go.")
    ] = False,
    by: By,
) -> None:
    """Bring in a calendar: 24 months from today; under the same name it replaces the last one.

    A file of cancellations (METHOD:CANCEL) takes out what it names and leaves the rest.
    """
    protocol = known_protocol()
    where, of_step = _site(site, protocol), _step(kind, step, protocol)
    engine, moment = open_database(), now()
    incoming, events = read_incoming(
        place,
        Asked(site=where, meaning=kind, step=of_step, name=name),
        moment,
        allow_local=read_settings().allow_local_urls,
    )
    before = all_at_sites(engine)
    change = import_site_calendar(
        engine, incoming, where, now=moment, by=by, dry_run=dry_run, allow_empty=allow_empty
    )
    if dry_run:
        for line in list_changes(change, where.zone):
            typer.echo(line)
    prefix = "dry run, nothing written: " if dry_run else ""
    typer.echo(prefix + say_import(incoming.calendar, events, change, where, kind))
    if change.written:
        after = with_calendar(before, site, incoming.calendar.name, change.calendar)
        tell_what_calendars_did(engine, site, (before, after), moment, words_in(None))


@calendar.command("list")
def list_(*, as_json: AsJson = False) -> None:
    """List the calendars that were imported, by site."""
    lines = list_site_calendars(open_database())
    if as_json:
        documents = [_document(line) for line in lines]
        typer.echo(json.dumps(documents, ensure_ascii=False, indent=1))
        return
    sites = every_site()
    for line in lines:
        typer.echo(say_line(line, sites[line.calendar.site]))
    if not lines:
        typer.echo("no calendar was imported")


@calendar.command()
def remove(
    site: SiteId,
    name: Annotated[str, typer.Argument(help="Its name in `dayzero calendar list`.")],
    *,
    by: By,
) -> None:
    """Forget a calendar and all it says."""
    engine, moment = open_database(), now()
    before = all_at_sites(engine)
    change = remove_site_calendar(engine, site, name, now=moment, by=by)
    typer.echo(f"{site} “{name}” is removed: {say_change(change)}")
    after = with_calendar(before, site, name, None)
    tell_what_calendars_did(engine, site, (before, after), moment, words_in(None))


def _site(site: str, protocol: Protocol) -> Site:
    if site not in protocol.sites:
        first, last = min(protocol.sites), max(protocol.sites)
        unknown = NotASite(word=shown(site), first=first, last=last)
        raise InputRefused([Fault("SITE", unknown)])
    return protocol.sites[site]


def _step(kind: Meaning, step: str | None, protocol: Protocol) -> str | None:
    """The step that slots are for; None for days."""
    if kind is not Meaning.SLOTS:
        if step is not None:
            raise InputRefused([Fault("--step", TypedFlaw.ONLY_SLOTS_HAVE_A_STEP)])
        return None
    able = [each.id for each in protocol.steps if each.days == "working" and not each.passive]
    chosen = _first_treatment(protocol) if step is None else step
    if chosen not in able:
        unable = NotBooked(word=shown(chosen), known=tuple(able))
        raise InputRefused([Fault("--step", unable)])
    return chosen


def _first_treatment(protocol: Protocol) -> str:
    return min(safety_steps(protocol), key=protocol.order.__getitem__)


def _document(line: CalendarLine) -> dict[str, object]:
    said = line.calendar
    return {
        "site": said.site,
        "name": said.name,
        "kind": said.kind,
        "step": said.step,
        "closures": len(said.closures),
        "closed_hours": len(said.closed_hours),
        "extra_working_days": len(extra_days_of(said)),
        "slots": len(said.slots),
        "source": line.source,
        "sha256": line.sha256,
        "imported_at": line.imported_at.isoformat(),
        "imported_by": line.imported_by,
    }
