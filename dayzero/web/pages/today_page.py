"""Today, the first page: who needs somebody, why, and by when."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.planning import protocol_of
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.registers.handover_page import told_of_notes
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import SignedIn, Visitor
from dayzero.web.views.registers.handover import note_rows
from dayzero.web.views.today.lines import Case, Group, grouped
from dayzero.web.views.today.unplanned import unplanned
from dayzero.web.views.when import Clock, voice_at
from models.protocol import Protocol
from models.records.store import (
    OpenAlert,
    SubjectLine,
    all_site_calendars,
    all_subjects,
    handover_notes,
    list_assignments,
    open_alerts,
)
from wording.language import Language

router = APIRouter(prefix="/today")
OPEN_GROUPS = (Group.NOW, Group.TODAY)
"""Those that stand open; each of the others is a count that opens."""


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """Everything that waits, of the sites that the person may see."""
    engine: Engine = request.app.state.engine
    now, language = clock.now(), language_of(request)
    lines = {line.subject: line for line in all_subjects(engine, visitor.person.sites)}
    cases = list(_cases(engine, visitor, lines, language, now))
    asking = {case.opened.subject for case in cases if not case.opened.alert.asks_nothing}
    missed = unplanned(lines.values(), now, language)
    own = own_clock(visitor, language, now)
    notes, day = handover_notes(engine, visitor.person.sites), now.astimezone(own.zone).date()
    return render(
        request,
        "today",
        visitor=visitor,
        told=told_of_notes(request),
        handed=note_rows((note for note in notes if note.day <= day), own),
        handed_later=sum(note.day > day for note in notes),
        groups=grouped(cases),
        open_groups=OPEN_GROUPS,
        refused=missed.refused,
        late=missed.late,
        late_since=own.instant(missed.since) if missed.since else None,
        calm=len(lines.keys() - asking - missed.refused.keys()),
        day=own.today,
        as_of=own.instant(now),
        zone=own.zone.key,
        offset=own.offset,
    )


def _cases(
    engine: Engine,
    visitor: Visitor,
    lines: Mapping[str, SubjectLine],
    language: Language,
    now: datetime,
) -> Iterator[Case]:
    mine = {one.subject for one in list_assignments(engine, visitor.person.name)}
    calendars = all_site_calendars(engine)
    clocks: dict[tuple[str, str], Clock] = {}
    for opened in open_alerts(engine):
        line = lines.get(opened.subject)
        if line is None:
            continue  # of a site that is not this person's
        key = (line.site, str(line.document.get("timezone")))
        if key not in clocks:
            protocol = protocol_of(line.document, calendars)
            clocks[key] = Clock(voice_at(now, _zone(line, protocol), language, protocol), now)
        yield _case(opened, line, clocks[key], mine)


def _case(opened: OpenAlert, line: SubjectLine, clock: Clock, mine: Collection[str]) -> Case:
    document: Mapping[str, Any] = line.document
    return Case(
        opened=opened,
        site=line.site,
        facts=document["facts"],
        mine=line.subject in mine,
        clock=clock,
    )


def _zone(line: SubjectLine, protocol: Protocol) -> ZoneInfo:
    """The chart's own zone, else its site's; UTC where the site is known no more."""
    if "timezone" in line.document:
        return ZoneInfo(str(line.document["timezone"]))
    site = protocol.sites.get(line.site)
    return ZoneInfo("UTC") if site is None else site.zone
