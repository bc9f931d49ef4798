"""One deviation, and the form in which it is explained."""

from datetime import date
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.recording.whole_days import whole_day, with_days_read
from dayzero.web.registers.typed_texts import text_in
from dayzero.web.rendering import redirect, render
from dayzero.web.signatures.asking import Asked, NotSigned, asked_of, signing_of
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import (
    NotThere,
    Posted,
    SignedIn,
    Visitor,
    Writer,
    reading_of,
)
from dayzero.web.views.registers.deviations import deviation_rows
from dayzero.web.views.typed_days import typed_whole_days
from dayzero.web.views.when import Clock
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw
from models.records.store import (
    Particulars,
    RegisteredDeviation,
    explain_deviation,
    registered_deviations,
)
from models.signatures import Meaning, Signing
from models.versions.known import known_protocol
from wording.refusals import say_refusal

router = APIRouter(prefix="/deviations")
MOST: Final = 500
SEEN: Final = "seen"


@router.get("/{number:int}")
def show(request: Request, number: int, visitor: SignedIn) -> Response:
    """What is on record of it, and a form that starts with what stands."""
    return _page(request, visitor, _one(request, visitor, number))


@router.post("/{number:int}")
def explain(request: Request, number: int, visitor: Writer, form: Posted) -> Response:
    """Keep what is said, unless somebody said something meanwhile."""
    one, today = _one(request, visitor, number), _own_clock(request, visitor).site_day
    form = with_days_read(form, today)
    if form.get(SEEN) != str(len(one.said)) and not _said_already(one, form):
        return _page(request, visitor, one, form, newer=True)
    engine: Engine = request.app.state.engine
    try:
        why, more = _said(form, today)
        signing = _signing(request, visitor, one, form)
    except InputRefused as refused:
        return _page(request, visitor, one, form, refused=refused)
    except NotSigned as refused:
        return _page(request, visitor, one, form, signs=refused.asked)
    by, now = visitor.person.name, clock.now()
    explain_deviation(engine, number, why=why, more=more, signing=signing, now=now, by=by)
    return redirect(f"/deviations?explained={number}#deviation-{number}")


def _one(request: Request, visitor: Visitor, number: int) -> RegisteredDeviation:
    """The deviation, if the person may see its subject; the audit keeps who read of it.

    Raises:
        NotThere: if there is none, or it is of another site.
    """
    engine: Engine = request.app.state.engine
    for one in registered_deviations(engine):
        if one.number == number:
            reading_of(engine, visitor, one.subject)
            return one
    raise NotThere


def _signing(
    request: Request, visitor: Visitor, one: RegisteredDeviation, form: Form
) -> Signing | None:
    """The signature that is given with it; None where none is asked for, or it stands already.

    Raises:
        NotSigned: if what is shown is not the person's own.
    """
    if not _wants_signatures(request) or _said_already(one, form):
        return None
    return signing_of(request, visitor, form, Meaning.AUTHOR, one.subject)


def _own_clock(request: Request, visitor: Visitor) -> Clock:
    return own_clock(visitor, language_of(request), clock.now())


def _wants_signatures(request: Request) -> bool:
    return bool(request.app.state.settings.signatures)


def _said(form: Form, today: date) -> tuple[str, Particulars]:
    """What was typed.

    Raises:
        InputRefused: if the reason is missing, or whom it was reported to without the day.
    """
    why = text_in(form, "why", MOST, TypedFlaw.WHY_NEEDED)
    told = {name: text_in(form, name, MOST) for name in ("root_cause", "action", "reported_to")}
    day = whole_day(form, "reported_on", today)
    if bool(told["reported_to"]) != (day is not None):
        raise InputRefused([Fault("reported_on", TypedFlaw.REPORT_TO_NOBODY)])
    return why, Particulars(**told, reported_on=day.isoformat() if day else "")


def _said_already(one: RegisteredDeviation, form: Form) -> bool:
    """Whether the form says what stands: it was sent twice."""
    standing = _standing(one)
    return {name: form.get(name, "") for name in standing} == standing


def _standing(one: RegisteredDeviation) -> dict[str, str]:
    said = one.explained
    if said is None:
        return dict.fromkeys(("why", "root_cause", "action", "reported_to", "reported_on"), "")
    return {
        "why": said.why,
        "root_cause": said.root_cause or "",
        "action": said.action or "",
        "reported_to": said.reported_to or "",
        "reported_on": _day(said.reported_on),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _page(
    request: Request,
    visitor: Visitor,
    one: RegisteredDeviation,
    form: Form | None = None,
    *,
    refused: InputRefused | None = None,
    newer: bool = False,
    signs: Asked | None = None,
) -> Response:
    now, language = clock.now(), language_of(request)
    [row] = deviation_rows([one], known_protocol(), language, now)
    faults = () if refused is None else refused.faults
    shown = {**_standing(one), **(form or {})}
    return render(
        request,
        "deviation",
        status=signs.status if signs else 409 if newer else 422 if refused else 200,
        visitor=visitor,
        row=row,
        form=shown,
        typed=typed_whole_days(shown, _own_clock(request, visitor)),
        seen=len(one.said),
        newer=newer,
        faults={fault.path: say_refusal(fault.reason, language) for fault in faults},
        most=MOST,
        signs=signs or (asked_of(request, visitor) if _wants_signatures(request) else None),
    )
