"""Today, the first page: who needs somebody, why, and by when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any, Final, cast

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.kept_pages import KeptPages
from dayzero.web.languages import language_of
from dayzero.web.pages.clocks import Clocks
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.pages.passes_missed import asked_by, everybody
from dayzero.web.pages.waiting import cases_at, copies_at
from dayzero.web.registers.handover_page import told_of_notes
from dayzero.web.rendering import answered, rendered
from dayzero.web.signing_in.visitors import SignedIn, Visitor, Watching
from dayzero.web.views.facts import Document
from dayzero.web.views.registers.handover import note_rows
from dayzero.web.views.today.deeds import corrects_a_fact
from dayzero.web.views.today.lines import Case, Group, TodayLine, grouped, line_of
from dayzero.web.views.today.shown import Shown, shown
from dayzero.web.views.when import Clock
from models.records.store import (
    all_subjects,
    handover_notes,
    list_assignments,
)

router = APIRouter(prefix="/today")
_MARK_LENGTH: Final = 16


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """Everything that waits, of the sites that the person may see; nothing is planned for it."""
    return _kept(request, visitor, _page)


@router.get("/news")
def news(request: Request, visitor: Watching) -> Response:
    """The same list where it is another one than was seen; and in any case as of when it is so."""
    return _kept(request, visitor, _news)


def _kept(request: Request, visitor: Visitor, make: Callable[[Request, Visitor], str]) -> Response:
    kept: KeptPages = request.app.state.kept_pages
    return answered(request, kept.page(request, visitor, partial(make, request, visitor)))


def _page(request: Request, visitor: Visitor) -> str:
    asked, told = _asked(request, visitor), told_of_notes(request)
    return rendered(request, "today", visitor=visitor, told=told, **asked)


def _news(request: Request, visitor: Visitor) -> str:
    asked = _asked(request, visitor)
    changed = request.query_params.get("seen", "") != asked["mark"]
    return rendered(request, "today_news", visitor=visitor, changed=changed, **asked)


def _asked(request: Request, visitor: Visitor) -> dict[str, Any]:
    """What the page is made of, and a mark that only the same list has."""
    now, group = clock.now(), request.query_params.get("all", "")
    own = own_clock(visitor, language_of(request), now)
    made = rendered(request, "today_list", visitor=visitor, **_list(request, visitor, own, group))
    return {
        "list": Markup(made),  # noqa: S704  a template made it
        "mark": sha256(made.encode()).hexdigest()[:_MARK_LENGTH],
        "group": group,
        "day": own.today,
        "as_of": own.instant(now),
        "zone": own.zone.key,
        "offset": own.offset,
    }


def _list(request: Request, visitor: Visitor, own: Clock, group: str) -> dict[str, object]:
    engine: Engine = request.app.state.engine
    now, language = own.now, own.language
    counted, missed = everybody(engine, asked_by(visitor, now), language)
    mine, clocks = _subjects_of(engine, visitor), Clocks(language, now)
    sight = visitor.person.sight
    cases = list(cases_at(engine, sight, mine, clocks))
    copies = copies_at(engine, sight, mine, clocks, now)
    asking = {case.opened.subject for case in cases if not case.opened.alert.asks_nothing}
    asking |= {copy.subject for copy in copies}
    groups = shown(grouped(cases), group)
    notes, day = handover_notes(engine, sight), now.astimezone(own.zone).date()
    return {
        "handed": note_rows((note for note in notes if note.day <= day), own),
        "handed_later": sum(note.day > day for note in notes),
        "groups": groups,
        "lines": _lines(engine, groups),
        "copies": copies,
        "refused": missed.refused,
        "late": missed.late,
        "late_since": own.instant(missed.since) if missed.since else None,
        "calm": counted.everybody - len(asking | missed.refused.keys()),
    }


def _subjects_of(engine: Engine, visitor: Visitor) -> set[str]:
    return {one.subject for one in list_assignments(engine, visitor.person.name)}


def _lines(engine: Engine, groups: Mapping[Group, Shown]) -> Mapping[Group, list[TodayLine]]:
    """Only what is shown is said, and only the facts that a button needs are read."""
    facts = _facts(engine, (case for group in groups.values() for case in group.cases))
    return {
        group: [
            line_of(replace(case, facts=facts.get(case.opened.subject, ()))) for case in some.cases
        ]
        for group, some in groups.items()
    }


def _facts(engine: Engine, cases: Iterable[Case]) -> dict[str, Sequence[Document]]:
    wanted = {case.opened.subject for case in cases if corrects_a_fact(case.opened.alert)}
    if not wanted:
        return {}
    lines = all_subjects(engine, only=wanted)
    return {line.subject: cast("list[Document]", line.document["facts"]) for line in lines}
