"""The board: who is in which phase with which margin, and how many are where on each day."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.clocks import Clocks
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.pages.passes_missed import asked_by, everybody
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import SignedIn
from dayzero.web.views.board import DAYS, LONGEST_STAY, Column, days_from, occupied
from dayzero.web.views.subjects import phase_titles, subject_row
from models.records.store import Asked, Sorting, coming_visits, listed_subjects

router = APIRouter(prefix="/board")
MOST_IN_A_COLUMN: Final = 15


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """Everybody whose path goes on, of the sites that the person may see; nobody is planned."""
    engine: Engine = request.app.state.engine
    now, language = clock.now(), language_of(request)
    own, asked = own_clock(visitor, language, now), asked_by(visitor, now)
    counted, missed = everybody(engine, asked, language)
    clocks = Clocks(language, now)
    today = now.astimezone(own.zone).date()
    last = today + timedelta(days=DAYS - 1)
    visits = coming_visits(engine, today - LONGEST_STAY, last + LONGEST_STAY, visitor.person.sight)
    return render(
        request,
        "board",
        visitor=visitor,
        columns=[
            _column(engine, replace(asked, phase=phase), title, clocks)
            for phase, title in phase_titles(own).items()
        ],
        days=days_from(today, own),
        occupied=occupied(today, visits, own),
        over={phase: counted.phases.get(phase, 0) for phase in own.words.listed.over},
        late=missed.late + len(missed.refused),
        late_since=own.instant(counted.missed_since) if counted.missed_since else None,
        as_of=own.instant(now),
        zone=own.zone.key,
        offset=own.offset,
    )


def _column(engine: Engine, asked: Asked, title: str, clocks: Clocks) -> Column:
    by_day_zero = replace(asked, sorting=Sorting.DAY_ZERO)
    total, listed = listed_subjects(engine, by_day_zero, limit=MOST_IN_A_COLUMN)
    rows = [
        subject_row(one, (), clocks.at(one.protocol, one.site, one.stand.zone), refused="")
        for one in listed
        if one.stand is not None
    ]
    return Column(asked.phase, title, total, rows)
