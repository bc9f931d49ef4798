"""One deviation, and the form in which it is explained."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.recording.day_zero_of import day_zero_of_subject
from dayzero.web.recording.whole_days import DayZero, with_days_read
from dayzero.web.registers.explanations import (
    MOST,
    explained_in,
    standing_of,
    stands_already,
)
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
from models.errors import InputRefused
from models.records.store import (
    RegisteredDeviation,
    explain_deviation,
    registered_deviations,
)
from models.signatures import Meaning, Signing
from wording.refusals import say_refusal

router = APIRouter(prefix="/deviations")
SEEN: Final = "seen"


@router.get("/{number:int}")
def show(request: Request, number: int, visitor: SignedIn) -> Response:
    """What is on record of it, and a form that starts with what stands."""
    return _page(request, visitor, _one(request, visitor, number))


@router.post("/{number:int}")
def explain(request: Request, number: int, visitor: Writer, form: Posted) -> Response:
    """Keep what is said, unless somebody said something meanwhile."""
    one, today = _one(request, visitor, number), _own_clock(request, visitor).site_day
    day_zero = _day_zero(request, visitor, one)
    read = with_days_read(form, today, day_zero)
    if form.get(SEEN) != str(len(one.said)) and not stands_already(one, read):
        return _page(request, visitor, one, form, newer=True)
    engine: Engine = request.app.state.engine
    try:
        why, more = explained_in(form, today, day_zero)
        signing = _signing(request, visitor, one, read)
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
    if not _wants_signatures(request) or stands_already(one, form):
        return None
    return signing_of(request, visitor, form, Meaning.AUTHOR, one.subject)


def _day_zero(request: Request, visitor: Visitor, one: RegisteredDeviation) -> DayZero:
    return day_zero_of_subject(request.app.state.engine, visitor, one.subject)


def _own_clock(request: Request, visitor: Visitor) -> Clock:
    return own_clock(visitor, language_of(request), clock.now())


def _wants_signatures(request: Request) -> bool:
    return bool(request.app.state.settings.signatures)


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
    [row] = deviation_rows([one], language, now)
    faults = () if refused is None else refused.faults
    shown = {**standing_of(one), **(form or {})}
    return render(
        request,
        "deviation",
        status=signs.status if signs else 409 if newer else 422 if refused else 200,
        visitor=visitor,
        row=row,
        form=shown,
        typed=typed_whole_days(
            shown, _own_clock(request, visitor), _day_zero(request, visitor, one)
        ),
        seen=len(one.said),
        newer=newer,
        faults={fault.path: say_refusal(fault.reason, language) for fault in faults},
        most=MOST,
        signs=signs or (asked_of(request, visitor) if _wants_signatures(request) else None),
    )
