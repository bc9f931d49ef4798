"""`dayzero calendar`: a site's closures, or the free slots of one step, from its own calendar."""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated

import typer

from calendars.imported import ImportedEvents, closures_in, slots_in
from dayzero.clock import now
from dayzero.commands.options import AsJson, By
from dayzero.database import open_database
from dayzero.desk.importing.guarded_reading import read_guarded
from dayzero.desk.importing.sources import fetch
from dayzero.settings import read_settings
from dayzero.terminal.imports import list_changes, say_change, say_import, say_line
from models.errors import Fault, InputRefused
from models.moments import add_months, local_day, to_minute
from models.protocol import Protocol, load_protocol
from models.protocol.site import Site
from models.protocol.site_calendars import CalendarKind
from models.reasons.refusals.desk import CalendarNameTooLong, NotASite, NotBooked, TypedFlaw
from models.reasons.refusals.refusal import shown
from models.records.store import (
    CalendarLine,
    Incoming,
    import_site_calendar,
    list_site_calendars,
    remove_site_calendar,
)

MONTHS_AHEAD = 24
LONGEST_NAME = 60
APHERESIS = "apheresis"

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
        CalendarKind, typer.Option(help="Days and hours closed, or free slots: one each event.")
    ],
    step: Annotated[
        str | None, typer.Option(help=f"The step the slots are for; {APHERESIS} otherwise.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="What to call it; the file's or host's name otherwise.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, write nothing.")
    ] = False,
    by: By,
) -> None:
    """Bring in a calendar: 24 months from today; under the same name it replaces the last one."""
    protocol = load_protocol()
    where, of_step = _site(site, protocol), _step(kind, step, protocol)
    engine, moment = open_database(), now()
    incoming, events = _read(place, where, of_step, name=name, moment=moment)
    change = import_site_calendar(engine, incoming, where, now=moment, by=by, dry_run=dry_run)
    if dry_run:
        for line in list_changes(change, where.zone):
            typer.echo(line)
    prefix = "dry run, nothing written: " if dry_run else ""
    typer.echo(prefix + say_import(incoming.calendar, events, change, where))


@calendar.command("list")
def list_(*, as_json: AsJson = False) -> None:
    """List the calendars that were imported, by site."""
    lines = list_site_calendars(open_database())
    if as_json:
        documents = [_document(line) for line in lines]
        typer.echo(json.dumps(documents, ensure_ascii=False, indent=1))
        return
    sites = load_protocol().sites
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
    change = remove_site_calendar(open_database(), site, name, now=now(), by=by)
    typer.echo(f"{site} “{name}” is removed: {say_change(change)}")


def _site(site: str, protocol: Protocol) -> Site:
    if site not in protocol.sites:
        first, last = min(protocol.sites), max(protocol.sites)
        unknown = NotASite(word=shown(site), first=first, last=last)
        raise InputRefused([Fault("SITE", unknown)])
    return protocol.sites[site]


def _step(kind: CalendarKind, step: str | None, protocol: Protocol) -> str | None:
    """The step that slots are for; None for closures."""
    if kind is CalendarKind.CLOSURES:
        if step is not None:
            raise InputRefused([Fault("--step", TypedFlaw.ONLY_SLOTS_HAVE_A_STEP)])
        return None
    able = [each.id for each in protocol.steps if each.days == "working" and not each.passive]
    chosen = APHERESIS if step is None else step
    if chosen not in able:
        unable = NotBooked(word=shown(chosen), known=tuple(able))
        raise InputRefused([Fault("--step", unable)])
    return chosen


def _name(name: str) -> str:
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise InputRefused([Fault("--name", CalendarNameTooLong(most=LONGEST_NAME))])
    return name.strip()


def _read(
    place: str, site: Site, step: str | None, *, name: str | None, moment: datetime
) -> tuple[Incoming, ImportedEvents]:
    """The calendar at a place, as it is to be kept, and the events it was made from."""
    fetched = fetch(place, allow_local=read_settings().allow_local_urls)
    called = _name(fetched.name if name is None else name)
    first = local_day(to_minute(moment), site.zone)
    last = add_months(first, MONTHS_AHEAD) - timedelta(days=1)
    events = read_guarded(fetched.raw, source=fetched.said, zone=site.zone, first=first, last=last)
    if step is None:
        said = closures_in(events, site, called)
    else:
        said = slots_in(events, site, called, step=step, first=first, last=last)
    digest = sha256(fetched.raw).hexdigest()
    return Incoming(calendar=said, source=fetched.said, sha256=digest, since=first), events


def _document(line: CalendarLine) -> dict[str, object]:
    said = line.calendar
    return {
        "site": said.site,
        "name": said.name,
        "kind": said.kind,
        "step": said.step,
        "closures": len(said.closures),
        "closed_hours": len(said.closed_hours),
        "slots": len(said.slots),
        "source": line.source,
        "sha256": line.sha256,
        "imported_at": line.imported_at.isoformat(),
        "imported_by": line.imported_by,
    }
