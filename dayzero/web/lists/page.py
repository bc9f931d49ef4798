"""The page that brings in a list: sent, read, decided on, and recorded in one deed."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.lists.headings import fields_of_lists
from dayzero.lists.reading import ReadLists
from dayzero.web.languages import language_of
from dayzero.web.lists.asking import decisions_of, pairs
from dayzero.web.lists.shown import shown_list
from dayzero.web.lists.trying import Bringing, Tried, bring_list, try_list
from dayzero.web.rendering import render
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.uploads import Uploaded, Uploader
from dayzero.web.signing_in.visitors import MayOnlyRead, NotThere, SignedIn, Visitor
from dayzero.web.views.subject import site_name
from dayzero.web.views.when import Clock, voice_at
from models.protocol import every_site
from models.protocol.site import Site
from models.reasons.refusals.lists import SheetsToChoose
from models.records.store import Sight, SubjectUnknown, all_subjects, note_reading
from models.versions.known import known_protocol

router = APIRouter(prefix="/import")


@router.get("")
def ask(request: Request, visitor: SignedIn) -> Response:
    """The form, before any file is chosen."""
    if not visitor.person.may_write:
        raise MayOnlyRead
    asked = dict(request.query_params)
    site = asked.get("site") or min(_sites(visitor), default="")
    return _page(request, visitor, _bringing(request, visitor, site), asked, Tried())


@router.post("")
def bring(request: Request, visitor: Uploader, upload: Uploaded) -> Response:
    """Show what would be recorded; or, once that was seen, record it: all or nothing."""
    form = upload.fields
    bringing = _bringing(request, visitor, form.get("site", ""))
    try:
        tried = try_list(upload, bringing)
        _note_whose(tried, bringing)
        commits = form.get("action") == "commit"
        ready = tried.imported is not None and not tried.imported.decided.open
        if commits and ready and form.get("seen") == tried.seen:
            tried = bring_list(tried, bringing)
    except SubjectUnknown as error:
        raise NotThere from error
    newer = commits and not tried.done and tried.refused is None
    return _page(request, visitor, bringing, form, tried, newer=newer)


def _bringing(request: Request, visitor: Visitor, site: str) -> Bringing:
    """By whom, at which site.

    Raises:
        NotThere: if it is none at which the person may record.
    """
    if site not in _sites(visitor):
        raise NotThere
    return Bringing(
        engine=request.app.state.engine,
        home=request.app.state.settings.home or Path(),
        site=site,
        trials=visitor.person.trials,
        moment=clock.now(),
        by=visitor.person.name,
    )


def _sites(visitor: Visitor) -> dict[str, Site]:
    known = every_site()
    return {name: site for name, site in known.items() if visitor.person.may_see(name)}


def _note_whose(tried: Tried, bringing: Bringing) -> None:
    """The page shows what is on record of them, and the audit keeps who read it."""
    for subject, chart in (tried.whose.charts if tried.whose else {}).items():
        if chart is not None:
            note_reading(bringing.engine, subject, by=bringing.by, now=bringing.moment)


def _page(
    request: Request,
    visitor: Visitor,
    bringing: Bringing,
    form: Form,
    tried: Tried,
    *,
    newer: bool = False,
) -> Response:
    protocol, language = known_protocol(), language_of(request)
    zone = every_site()[bringing.site].zone
    site_clock = Clock(voice_at(bringing.moment, zone, language, protocol), bringing.moment)
    shown = shown_list(tried, site_clock)
    return render(
        request,
        "import",
        status=422 if tried.refused else 200,
        visitor=visitor,
        form=form,
        site=bringing.site,
        sites={name: site_name(one, site_clock) for name, one in _sites(visitor).items()},
        subjects=_subjects(bringing.engine, bringing.sight),
        fields=_fields(site_clock),
        steps={step: site_clock.voice.step(step) for step in protocol.order},
        tried=tried,
        shown=shown,
        sheets=_sheets(tried, form),
        deeds=dict(pairs(form, "row", "deed")),
        reasons=dict(pairs(form, "row", "why")),
        decided_before=shown.not_among(decisions_of(form)),
        rows=_rows(tried.lists),
        newer=newer,
    )


def _subjects(engine: Engine, sight: Sight) -> list[tuple[str, str]]:
    return [(line.subject, line.subject) for line in all_subjects(engine, sight)]


def _fields(site_clock: Clock) -> dict[str, str]:
    """What a column may be, but for the steps."""
    names, steps = site_clock.words.imports.fields, known_protocol().order
    return {field: names[field] for field in fields_of_lists() if field not in steps}


def _sheets(tried: Tried, form: Form) -> list[tuple[str, str]]:
    """Those to choose from, where one must be."""
    known = [sheet for sheet in (form.get("sheet"),) if sheet]
    for fault in tried.refused.faults if tried.refused else ():
        if isinstance(fault.reason, SheetsToChoose):
            known = list(fault.reason.known)
    return [(sheet, sheet) for sheet in known]


def _rows(lists: ReadLists | None) -> int:
    return len(lists.rows) if lists else 0
