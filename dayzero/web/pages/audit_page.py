"""The audit: on a page that can be printed, and as a file for a spreadsheet."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.desk.whole_days import whole_days
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock, own_zone
from dayzero.web.rendering import PRIVATE, render
from dayzero.web.signing_in.visitors import SignedIn, Visitor
from dayzero.web.views.audit import AuditRow, audit_csv, audit_rows
from dayzero.web.views.when import Clock
from models.records.store import Wanted, audit_trail

router = APIRouter(prefix="/audit")
AT_ONCE = 200
ASKED = ("subject", "who", "since", "until")


class NotADay(ValueError):
    """A day of the filter that is none."""


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """The newest lines that are asked for; with the rest behind a link."""
    site_clock = own_clock(visitor, language_of(request), clock.now())
    try:
        entries = audit_trail(request.app.state.engine, _wanted(request, visitor), AT_ONCE + 1)
    except NotADay:
        return _page(request, visitor, site_clock, rows=[], wrong=True, status=422)
    rows = audit_rows(entries[:AT_ONCE], site_clock)
    older = _address(request, before=rows[-1].number) if len(entries) > AT_ONCE else ""
    return _page(request, visitor, site_clock, rows=rows, older=older)


@router.get(".csv")
def as_file(request: Request, visitor: SignedIn) -> Response:
    """All lines that are asked for, as they are kept."""
    try:
        entries = audit_trail(request.app.state.engine, _wanted(request, visitor))
    except NotADay:
        return _page(
            request,
            visitor,
            own_clock(visitor, language_of(request), clock.now()),
            rows=[],
            wrong=True,
            status=422,
        )
    headers = {**PRIVATE, "Content-Disposition": 'attachment; filename="audit.csv"'}
    return Response(audit_csv(entries), media_type="text/csv; charset=utf-8", headers=headers)


def _page(
    request: Request,
    visitor: Visitor,
    site_clock: Clock,
    *,
    rows: Sequence[AuditRow],
    older: str = "",
    wrong: bool = False,
    status: int = 200,
) -> Response:
    return render(
        request,
        "audit",
        status=status,
        visitor=visitor,
        rows=rows,
        older=older,
        wrong=wrong,
        asked={name: request.query_params.get(name, "") for name in ASKED},
        file=f"/audit.csv?{_query(request)}",
        as_of=site_clock.instant(site_clock.now),
        zone=site_clock.zone.key,
        offset=site_clock.offset,
    )


def _wanted(request: Request, visitor: Visitor) -> Wanted:
    """The lines that the address asks for, of those that the person may see.

    Raises:
        NotADay: if a day is none.
    """
    asked, zone = request.query_params, own_zone(visitor)
    first, last = (_day(asked.get(name, "").strip()) for name in ("since", "until"))
    since, until = whole_days(first, last, zone)
    before = asked.get("before", "")
    return Wanted(
        subject=asked.get("subject", "").strip(),
        who=asked.get("who", "").strip(),
        since=since,
        until=until,
        sites=visitor.person.sites,
        before=int(before) if before.isascii() and before.isdigit() else None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NotADay(text) from error


def _query(request: Request) -> str:
    return urlencode({name: request.query_params.get(name, "") for name in ASKED})


def _address(request: Request, *, before: int) -> str:
    return f"/audit?{_query(request)}&before={before}"
