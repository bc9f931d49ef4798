"""The audit: on a page that can be printed, and as a file for a spreadsheet."""

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.desk.whole_days import whole_days
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.registers.days_asked import asked_in, days_asked, faults_asked
from dayzero.web.rendering import PRIVATE, render
from dayzero.web.signing_in.visitors import SignedIn, Visitor
from dayzero.web.views.audit import AuditRow, audit_csv, audit_rows
from dayzero.web.views.typed_days import typed_whole_days
from dayzero.web.views.when import Clock
from models.errors import InputRefused
from models.records.store import Wanted, audit_trail

router = APIRouter(prefix="/audit")
AT_ONCE = 200
ASKED = ("subject", "who", "since", "until")


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """The newest lines that are asked for; with the rest behind a link."""
    site_clock = own_clock(visitor, language_of(request), clock.now())
    try:
        wanted = _wanted(request, visitor, site_clock)
    except InputRefused as refused:
        return _page(request, visitor, site_clock, rows=[], refused=refused)
    entries = audit_trail(request.app.state.engine, wanted, AT_ONCE + 1)
    rows = audit_rows(entries[:AT_ONCE], site_clock)
    older = _address(request, site_clock, before=rows[-1].number) if len(entries) > AT_ONCE else ""
    return _page(request, visitor, site_clock, rows=rows, older=older)


@router.get(".csv")
def as_file(request: Request, visitor: SignedIn) -> Response:
    """All lines that are asked for, as they are kept."""
    site_clock = own_clock(visitor, language_of(request), clock.now())
    try:
        wanted = _wanted(request, visitor, site_clock)
    except InputRefused as refused:
        return _page(request, visitor, site_clock, rows=[], refused=refused)
    entries = audit_trail(request.app.state.engine, wanted)
    headers = {**PRIVATE, "Content-Disposition": 'attachment; filename="audit.csv"'}
    return Response(audit_csv(entries), media_type="text/csv; charset=utf-8", headers=headers)


def _page(
    request: Request,
    visitor: Visitor,
    site_clock: Clock,
    *,
    rows: Sequence[AuditRow],
    older: str = "",
    refused: InputRefused | None = None,
) -> Response:
    asked = asked_in(request, ASKED, site_clock.site_day)
    return render(
        request,
        "audit",
        status=422 if refused else 200,
        visitor=visitor,
        rows=rows,
        older=older,
        wrong=faults_asked(refused, site_clock.language),
        typed=typed_whole_days(asked, site_clock),
        asked=asked,
        file=f"/audit.csv?{_query(request, site_clock)}",
        as_of=site_clock.instant(site_clock.now),
        zone=site_clock.zone.key,
        offset=site_clock.offset,
    )


def _wanted(request: Request, visitor: Visitor, site_clock: Clock) -> Wanted:
    """The lines that the address asks for, of those that the person may see.

    Raises:
        InputRefused: if a day is none.
    """
    asked = asked_in(request, (*ASKED, "before"), site_clock.site_day)
    first, last = days_asked(request, site_clock.site_day)
    since, until = whole_days(first, last, site_clock.zone)
    before = asked["before"]
    return Wanted(
        subject=asked["subject"],
        who=asked["who"],
        since=since,
        until=until,
        sight=visitor.person.sight,
        before=int(before) if before.isascii() and before.isdigit() else None,
    )


def _query(request: Request, site_clock: Clock) -> str:
    return urlencode(asked_in(request, ASKED, site_clock.site_day))


def _address(request: Request, site_clock: Clock, *, before: int) -> str:
    return f"/audit?{_query(request, site_clock)}&before={before}"
