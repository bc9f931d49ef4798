"""What is said of a field while it is filled in; nothing is recorded."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.desk.planning import protocol_of, stand_of
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.recording.day_zero_of import day_zero_of_subject
from dayzero.web.recording.recording import DATED
from dayzero.web.recording.whole_days import WHOLE_DAYS
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import NotThere, SignedIn, Visitor, reading_of
from dayzero.web.views.typed_days import typed_days, typed_whole_days
from dayzero.web.views.typed_drug import typed_drug
from dayzero.web.views.when import Clock, clock_of
from models.protocol import Protocol
from models.timeline.results import Plan

router = APIRouter(prefix="/subjects/{subject}/typed")
days = APIRouter(prefix="/typed")


@router.get("/drug")
def drug(request: Request, subject: str, visitor: SignedIn, drug: str = "") -> Response:
    """As what a drug's name is read, and which drugs it begins."""
    _, _, site_clock = _stand_of(request, visitor, subject)
    read = typed_drug(drug.strip(), site_clock.voice)
    return render(request, "typed_drug", visitor=visitor, drug=read)


@router.get("/{field}")
def day(request: Request, subject: str, field: str, visitor: SignedIn) -> Response:
    """As which day a date is read; the text stands in a field of that name.

    Raises:
        NotThere: if no date stands in a field of that name.
    """
    if field not in DATED:
        raise NotThere
    plan, protocol, site_clock = _stand_of(request, visitor, subject)
    form = {field: request.query_params.get(field, "").strip()}
    read = typed_days(form, plan, protocol, site_clock).get(field)
    return render(request, "typed_day", visitor=visitor, name=field, day=read)


@days.get("/{field}")
def whole_day(request: Request, field: str, visitor: SignedIn, subject: str = "") -> Response:
    """As which whole day a date is read; Day numbers are counted for the subject that is named.

    Raises:
        NotThere: if no such day stands in a field of that name.
    """
    if field not in WHOLE_DAYS:
        raise NotThere
    form = {field: request.query_params.get(field, "").strip()}
    site_clock = own_clock(visitor, language_of(request), clock.now())
    day_zero = day_zero_of_subject(request.app.state.engine, visitor, subject)
    read = typed_whole_days(form, site_clock, day_zero).get(field)
    return render(request, "typed_day", visitor=visitor, name=field, day=read)


def _stand_of(request: Request, visitor: Visitor, subject: str) -> tuple[Plan, Protocol, Clock]:
    reading, now = reading_of(request.app.state.engine, visitor, subject), clock.now()
    plan = stand_of(reading.document, now, reading.at_sites)
    protocol = protocol_of(reading.document, now, reading.at_sites)
    return plan, protocol, clock_of(plan, protocol, language_of(request), now)
