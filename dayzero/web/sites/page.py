"""A site's closures and extra working days: what is recorded, and the form that brings in more."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_sites
from dayzero.web.rendering import render
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.uploads import Uploaded, Uploader
from dayzero.web.signing_in.visitors import NotThere, SignedIn, Visitor
from dayzero.web.sites.shown import calendar_cards, shown_change
from dayzero.web.sites.trying import (
    KINDS,
    Bringing,
    Tried,
    record_calendar,
    try_calendar,
    with_subjects,
)
from dayzero.web.sites.wrong import ALLOWED, faults_of, lost_everything
from dayzero.web.views.subject import site_name
from dayzero.web.views.when import Clock, voice_at
from models.protocol.site import Site
from models.records.store import CalendarLine, list_site_calendars, note_reading
from models.versions.known import known_protocol

router = APIRouter(prefix="/sites/{site}/calendar")


@router.get("")
def show(request: Request, site: str, visitor: SignedIn) -> Response:
    """What is recorded of the site, and for who may record, the form before any file is chosen."""
    return _page(request, visitor, _bringing(request, visitor, site), {}, Tried())


@router.post("")
def bring(request: Request, site: str, visitor: Uploader, upload: Uploaded) -> Response:
    """Show what a calendar would change; or, once that was seen, record it: all or nothing."""
    bringing, form = _bringing(request, visitor, site), upload.fields
    tried, commits = try_calendar(upload, bringing), form.get("action") == "commit"
    if commits and tried.change is not None and _was_seen(tried, form):
        tried = record_calendar(tried, form, bringing)
    if not tried.done:
        tried = with_subjects(tried, bringing)
    newer = commits and not tried.done and tried.refused is None
    return _page(request, visitor, bringing, form, tried, newer=newer)


def _was_seen(tried: Tried, form: Form) -> bool:
    """Whether it is what the form showed, or stands already, as when a form is sent twice."""
    nothing_new = tried.change is not None and not tried.change.written
    return nothing_new or form.get("seen") == tried.seen


def _bringing(request: Request, visitor: Visitor, site: str) -> Bringing:
    """By whom, for which site.

    Raises:
        NotThere: if it is none that the person may see.
    """
    if site not in own_sites(visitor):
        raise NotThere
    return Bringing(
        engine=request.app.state.engine,
        site=own_sites(visitor)[site],
        trials=visitor.person.trials,
        moment=clock.now(),
        by=visitor.by,
    )


def _page(
    request: Request,
    visitor: Visitor,
    bringing: Bringing,
    form: Form,
    tried: Tried,
    *,
    newer: bool = False,
) -> Response:
    language, zone = language_of(request), bringing.site.zone
    site_clock = Clock(voice_at(bringing.moment, zone, language, known_protocol()), bringing.moment)
    shown = shown_change(tried, site_clock)
    for one in shown.subjects:
        note_reading(bringing.engine, one.subject, by=bringing.by, now=bringing.moment)
    return render(
        request,
        "site_calendar",
        status=422 if tried.refused else 409 if newer else 200,
        visitor=visitor,
        site=bringing.site.id,
        name=site_name(bringing.site, site_clock),
        sites=_named(own_sites(visitor), site_clock),
        kinds=[kind.value for kind in KINDS],
        calendars=calendar_cards(_recorded(bringing), site_clock),
        form=form,
        tried=tried,
        shown=shown,
        faults=faults_of(tried.refused, site_clock),
        asks_all=not tried.done and (form.get(ALLOWED) == "yes" or lost_everything(tried.refused)),
        newer=newer,
        zone=zone.key,
        offset=site_clock.offset,
        as_of=site_clock.instant(bringing.moment),
    )


def _named(sites: dict[str, Site], site_clock: Clock) -> dict[str, str]:
    return {name: site_name(one, site_clock) for name, one in sites.items()}


def _recorded(bringing: Bringing) -> list[CalendarLine]:
    every = list_site_calendars(bringing.engine)
    return [line for line in every if line.calendar.site == bringing.site.id]
