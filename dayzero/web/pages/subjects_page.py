"""The list of subjects: who needs attention today, and why."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.exporting.files import FORMATS
from dayzero.desk.planning import protocol_of, stand_of
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock, own_sites
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import SignedIn, Visitor
from dayzero.web.views.subject import site_name
from dayzero.web.views.subjects import SubjectRow, chosen, refused_row, subject_row
from dayzero.web.views.when import clock_of
from models.errors import InputRefused
from models.protocol.site_calendars import SiteCalendars
from models.records.store import (
    OpenAlert,
    SubjectLine,
    all_site_calendars,
    all_subjects,
    open_alerts,
)
from models.timeline.path_word import Word
from wording.language import Language

router = APIRouter(prefix="/subjects")


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """The list, filtered by what the address asks for."""
    now, language = clock.now(), language_of(request)
    rows = list(_rows(request.app.state.engine, visitor, language, now))
    site, state = (request.query_params.get(name, "") for name in ("site", "state"))
    sites = own_sites(visitor)
    site_clock = own_clock(visitor, language, now)
    return render(
        request,
        "subjects",
        visitor=visitor,
        rows=chosen(rows, site=site, state=state),
        waiting=sum(row.waits for row in rows),
        total=len(rows),
        sites={name: site_name(one, site_clock) for name, one in sites.items()},
        states={word.name.lower(): word for word in Word if word in {row.word for row in rows}},
        site=site,
        state=state,
        as_of=site_clock.instant(now),
        zone=site_clock.zone.key,
        offset=site_clock.offset,
        formats=FORMATS,
    )


def _rows(
    engine: Engine, visitor: Visitor, language: Language, now: datetime
) -> Iterator[SubjectRow]:
    calendars = all_site_calendars(engine)
    by_subject: dict[str, list[OpenAlert]] = {
        subject: list(opened)
        for subject, opened in groupby(
            sorted(open_alerts(engine), key=attrgetter("subject")), key=attrgetter("subject")
        )
    }
    for line in all_subjects(engine, visitor.person.sites):
        yield _row(line, by_subject.get(line.subject, []), calendars, language, now)


def _row(
    line: SubjectLine,
    opened: list[OpenAlert],
    calendars: SiteCalendars,
    language: Language,
    now: datetime,
) -> SubjectRow:
    try:
        plan = stand_of(line.document, now, calendars)
    except InputRefused as refused:
        return refused_row(line.subject, line.site, refused, language)
    protocol = protocol_of(line.document, calendars)
    return subject_row(plan, protocol, opened, clock_of(plan, protocol, language, now))
