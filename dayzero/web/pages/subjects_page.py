"""The list of subjects: who needs attention today, and why."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.exporting.files import FORMATS
from dayzero.web.kept_pages import KeptPages
from dayzero.web.languages import language_of
from dayzero.web.pages.clocks import Clocks
from dayzero.web.pages.own_clock import own_clock, own_sites
from dayzero.web.pages.passes_missed import asked_by, everybody
from dayzero.web.rendering import answered, rendered
from dayzero.web.signing_in.visitors import SignedIn, Visitor
from dayzero.web.views.subject import site_name
from dayzero.web.views.subjects import SubjectRow, phase_titles, subject_row
from models.records.store import (
    Asked,
    ListedSubject,
    OpenAlert,
    Sorting,
    alerts_of,
    listed_subjects,
)
from models.timeline.path_word import Word

router = APIRouter(prefix="/subjects")
AT_ONCE = 50
MOST_PAGES = 10_000
LONGEST = 40
NUMBER = re.compile(r"[0-9]{1,9}")
NAMES = ("trial", "site", "state", "phase", "needs", "text", "sort")


@dataclass(frozen=True, slots=True)
class Pager:
    """Which of how many pages is shown; a number beyond the last one is the last one's.

    Attributes:
        total: how many subjects match.
    """

    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // AT_ONCE))

    @property
    def first_shown(self) -> int:
        """The place of the first subject of the page, from 1."""
        return (self.number - 1) * AT_ONCE + 1

    @property
    def last_shown(self) -> int:
        """The place of its last one."""
        return min(self.total, self.number * AT_ONCE)


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """One page of the list, filtered and sorted by what the address asks for."""
    kept: KeptPages = request.app.state.kept_pages
    return answered(request, kept.page(request, visitor, partial(_made, request, visitor)))


def _made(request: Request, visitor: Visitor) -> str:
    engine: Engine = request.app.state.engine
    now, language = clock.now(), language_of(request)
    own = own_clock(visitor, language, now)
    given = {name: _given(request, name) for name in NAMES}
    everyone = asked_by(visitor, now)
    counted, missed = everybody(engine, everyone, language)
    pager, listed = _page(engine, _asked(everyone, given), _number(request))
    return rendered(
        request,
        "subjects",
        visitor=visitor,
        rows=_rows(engine, listed, Clocks(language, now), missed.refused),
        waiting=counted.waiting,
        total=counted.everybody,
        late=missed.late,
        late_since=own.instant(missed.since) if missed.since else None,
        sites={name: site_name(one, own) for name, one in own_sites(visitor).items()},
        states={word.name.lower(): word for word in Word if word.value in counted.words},
        phases={**phase_titles(own), **own.words.listed.over},
        counted=counted,
        given=given,
        sortings=Sorting,
        pager=pager,
        query=urlencode({name: text for name, text in given.items() if text}),
        as_of=own.instant(now),
        zone=own.zone.key,
        offset=own.offset,
        formats=FORMATS,
    )


def _given(request: Request, name: str) -> str:
    """What cannot be printed matches nobody, and drivers refuse some of it in their own way."""
    text = request.query_params.get(name, "").strip()[:LONGEST]
    return text if text.isprintable() else "?"


def _number(request: Request) -> int:
    """The page that is asked for; the first where it is no number."""
    text = request.query_params.get("page", "")
    return max(1, min(int(text), MOST_PAGES)) if NUMBER.fullmatch(text) else 1


def _asked(everyone: Asked, given: Mapping[str, str]) -> Asked:
    """What is not known, as a state that there is not, matches nobody."""
    state, text = given["state"].upper(), given["text"]
    word = Word[state].value if state in Word.__members__ else given["state"]
    sorting = given["sort"] if given["sort"] in list(Sorting) else Sorting.URGENCY
    return replace(
        everyone,
        trial=given["trial"],
        site=given["site"],
        word=word,
        phase=given["phase"],
        waiting=given["needs"] == "yes",
        text=text,
        sorting=Sorting(sorting),
    )


def _page(engine: Engine, asked: Asked, number: int) -> tuple[Pager, list[ListedSubject]]:
    skip = (number - 1) * AT_ONCE
    total, listed = listed_subjects(engine, asked, skip=skip, limit=AT_ONCE)
    pager = Pager(number, total)
    if total and number > pager.last:
        return _page(engine, asked, pager.last)
    return pager, listed


def _rows(
    engine: Engine, listed: list[ListedSubject], clocks: Clocks, refused: Mapping[str, str]
) -> list[SubjectRow]:
    zones: dict[str, str] = {}
    alerts: defaultdict[str, list[OpenAlert]] = defaultdict(list)
    for one in alerts_of(engine, [each.subject for each in listed if each.alerts]):
        alerts[one.opened.subject].append(one.opened)
        if one.zone:
            zones[one.opened.subject] = one.zone.key
    return [
        subject_row(
            one,
            alerts[one.subject],
            clocks.at(
                one.protocol, one.site, one.stand.zone if one.stand else zones.get(one.subject)
            ),
            refused.get(one.subject, ""),
        )
        for one in listed
    ]
