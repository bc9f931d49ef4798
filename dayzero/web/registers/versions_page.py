"""What a version of the protocol that a site approved, or may approve, does to its subjects."""

from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.amending.previewing import Previewed, compared_with, previewed
from dayzero.terminal.amendments import ConcernedAlike, preview_groups
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock, own_sites
from dayzero.web.registers.asked_trial import asked_trial
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import NotThere, SignedIn, Visitor
from models.errors import InputRefused
from models.protocol import Protocol
from models.records.store import all_at_sites, all_subjects, note_reading, recorded_version
from models.versions.known import known_protocol
from models.versions.stored import read_stored
from models.versions.united import united
from wording.language import Language
from wording.terminal import terminal_words

AT_ONCE = 50  # each is planned three times over

router = APIRouter(prefix="/rules/versions")


@router.get("/{version}")
def show(request: Request, visitor: SignedIn, version: str, after: str = "") -> Response:
    """The running subjects of the person's sites, fifty at once, each by both versions."""
    engine, language = request.app.state.engine, language_of(request)
    new, own = (
        _version(engine, asked_trial(request).id, version),
        own_clock(visitor, language, clock.now()),
    )
    found = list(_found(engine, new, visitor, after))
    some, more = found[:AT_ONCE], len(found) > AT_ONCE
    for one in some:
        note_reading(engine, one.before.subject, by=visitor.person.name, now=own.now)
    running = [one for one in some if one.before.ended is None]
    return render(
        request,
        "version",
        visitor=visitor,
        protocol=new.id,
        version=new.version,
        groups=_groups(running, new, language),
        ended=len(some) - len(running),
        next=some[-1].before.subject if more else "",
        as_of=own.instant(own.now),
        zone=own.zone.key,
        offset=own.offset,
    )


def _groups(running: list[Previewed], new: Protocol, language: Language) -> list[ConcernedAlike]:
    known = known_protocol(new.id)
    voices = (known, united((known, new)))
    return list(preview_groups(running, voices, terminal_words(language)))


def _version(engine: Engine, trial: str, name: str) -> Protocol:
    written = recorded_version(engine, trial, name)
    if written is None:
        raise NotThere
    return read_stored(trial, written.content)


def _found(engine: Engine, new: Protocol, visitor: Visitor, after: str) -> Iterator[Previewed]:
    """One more than are shown at once; who cannot be planned today stands on the first page."""
    now = clock.now()
    compared = compared_with(new, all_at_sites(engine), now)
    sight = visitor.person.sight
    here = replace(sight, sites=frozenset(own_sites(visitor)))
    theirs = (one for one in all_subjects(engine, here) if one.trial == new.id)
    found = 0
    for line in theirs:
        if line.subject <= after:
            continue
        try:
            yield previewed(line.document, now, compared)
        except InputRefused:
            continue
        found += 1
        if found > AT_ONCE:
            return
