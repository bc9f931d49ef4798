"""The page on which people let programs act for them, and no longer."""

from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.calendar_links.ends import read_end
from dayzero.web.api.application import PATH
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.recording.whole_days import whole_day
from dayzero.web.rendering import redirect, render
from dayzero.web.signing_in.forms import Form, check_form
from dayzero.web.signing_in.visitors import NotThere, Posted, SignedIn, Visitor
from dayzero.web.views.api_tokens import offered_scopes, token_rows
from dayzero.web.views.typed_days import typed_whole_days
from models.errors import InputRefused
from models.records.store import (
    USUAL_LIFE,
    ApiScope,
    ApiTokenUnknown,
    list_api_tokens,
    make_api_token,
    revoke_api_token,
)
from wording.refusals import say_refusal

router = APIRouter(prefix="/tokens")


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """One's own tokens, and the form that makes another one."""
    return _page(request, visitor)


@router.post("")
def make(request: Request, visitor: SignedIn, form: Posted) -> Response:
    """Make a token for one's own programs; it is shown in this answer alone."""
    check_form(form, visitor.token)
    now, engine, language = clock.now(), request.app.state.engine, language_of(request)
    try:
        token = make_api_token(
            engine,
            visitor.person.name,
            name=form.get("name", ""),
            scopes=[scope for scope in ApiScope if form.get(scope)],
            expires_at=_ends(form, now, own_clock(visitor, language, now).site_day),
            now=now,
            by=visitor.by,
        )
    except InputRefused as refused:
        return _page(request, visitor, form=form, refused=refused)
    return _page(request, visitor, token=token)


@router.post("/{number}/take-back")
def take_back(request: Request, number: str, visitor: SignedIn, form: Posted) -> Response:
    """End one of one's own tokens."""
    check_form(form, visitor.token)
    engine, now = request.app.state.engine, clock.now()
    if number not in {str(one.number) for one in list_api_tokens(engine, visitor.person.name)}:
        raise NotThere
    try:
        revoke_api_token(engine, int(number), now=now, by=visitor.by, of=visitor.person.name)
    except ApiTokenUnknown as error:
        raise NotThere from error
    return redirect(f"/tokens?taken_back={number}")


def _ends(form: Form, now: datetime, today: date) -> datetime:
    """The day that was chosen is the last on which it works; a year where none was."""
    day = whole_day(form, "ends", today)
    return now + USUAL_LIFE if day is None else read_end(day.isoformat(), now)


def _page(
    request: Request,
    visitor: Visitor,
    *,
    form: Form | None = None,
    refused: InputRefused | None = None,
    token: str = "",
) -> Response:
    engine: Engine = request.app.state.engine
    language, now = language_of(request), clock.now()
    own = own_clock(visitor, language, now)
    rows = token_rows(list_api_tokens(engine, visitor.person.name), own)
    gone = request.query_params.get("taken_back", "")
    return render(
        request,
        "tokens",
        status=422 if refused else 200,
        visitor=visitor,
        rows=rows,
        scopes=offered_scopes(visitor.person),
        form=form or {},
        typed=typed_whole_days(form or {}, own),
        refused=[say_refusal(one.reason, language) for one in refused.faults] if refused else [],
        token=token,
        taken_back=gone if gone in {str(row.number) for row in rows} else "",
        description=f"{PATH}/openapi.json",
    )
