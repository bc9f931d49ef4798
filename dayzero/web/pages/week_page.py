"""The week: who comes on which day, at what hour; printed for the morning meeting."""

from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import first_site, own_clock
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import SignedIn
from dayzero.web.views.week import DAYS, first_of_week, week_of
from models.records.store import coming_visits

router = APIRouter(prefix="/week")
EARLIEST, LATEST = date(2000, 1, 3), date(2199, 12, 30)  # Mondays; beyond them nobody is enrolled


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """The week of the day that the address names; of today where it names none."""
    own = own_clock(visitor, language_of(request), clock.now())
    today = own.now.astimezone(own.zone).date()
    first = first_of_week(_asked(request.query_params.get("day", "")) or today)
    last = first + timedelta(days=DAYS - 1)
    visits = coming_visits(request.app.state.engine, first, last, visitor.person.sight)
    return render(
        request,
        "week",
        visitor=visitor,
        site=first_site(visitor),
        days=week_of(first, visits, own),
        earlier=first - timedelta(days=DAYS),
        later=first + timedelta(days=DAYS),
        this_week=first == first_of_week(today),
        as_of=own.instant(own.now),
        zone=own.zone.key,
        offset=own.offset,
    )


def _asked(text: str) -> date | None:
    """A day of the address; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
