"""The page of one or two proposals: what can be changed, and what would follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.planning import protocol_of, stand_of
from dayzero.desk.what_if import proposed
from dayzero.web.languages import language_of
from dayzero.web.pages.form_keys import FIELD, new_key
from dayzero.web.pages.what_if_address import ALONE, Sent, addresses_of, compares
from dayzero.web.recording.proposal import Tried, changeable, dates_typed, facts_tried
from dayzero.web.recording.proposal_fields import FIRST, SECOND, fields_in
from dayzero.web.recording.recording import Document
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import Visitor
from dayzero.web.views.fact_rows import FactRow, fact_rows
from dayzero.web.views.subject import picture_of
from dayzero.web.views.typed_days import TypedDay, typed_moves
from dayzero.web.views.what_if import Offer, Outcome, offers_of, outcome_of
from dayzero.web.views.what_if_rows import rows_of
from dayzero.web.views.when import Clock, clock_of
from models.disclosure import INSIDE
from models.errors import Fault, InputRefused
from models.protocol import Protocol
from models.records.store import Reading, chart_with, recorded_facts
from models.timeline.results import Plan
from pictures.path import path_of
from wording.refusals import say_refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One proposal on the page.

    Attributes:
        mark: before its fields in the address.
        outcome: None where nothing is proposed, or it cannot be read.
        faults: what is wrong, by field.
        typed: each date as it was read, by field.
    """

    mark: str
    fields: Mapping[str, str]
    faults: Mapping[str, list[str]]
    typed: Mapping[str, TypedDay]
    outcome: Outcome | None
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stand:
    """What a proposal is compared with."""

    reading: Reading
    plan: Plan
    protocol: Protocol
    clock: Clock
    now: datetime


def what_if_form(
    request: Request,
    visitor: Visitor,
    reading: Reading,
    sent: Sent,
    *,
    refused: InputRefused | None = None,
) -> Response:
    """The page; 422 where what was posted is refused, 409 where it is out of date."""
    stand = _stand_of(request, reading)
    newer = _newer(request.app.state.engine, reading, sent, stand.clock)
    marks = (FIRST, SECOND) if compares(sent.address) else (FIRST,)
    shown = [_shown(mark, sent, stand) for mark in marks]
    return render(
        request,
        "what_if",
        status=422 if refused else 409 if sent.form and newer else 200,
        visitor=visitor,
        subject=stand.plan.subject,
        rows=list(rows_of(stand.plan, stand.protocol, reading.document, stand.clock)),
        picture=_picture(stand),
        shown=shown,
        offers=_new_ones(offers_of(stand.plan, stand.clock), shown),
        address=addresses_of(request.url.path, sent.address),
        alone=ALONE in sent.address,
        newer=newer,
        seen=reading.seen.facts,
        refused=_sentences(refused, stand.clock),
        posted=sent.form,
    )


def _stand_of(request: Request, reading: Reading) -> _Stand:
    now = clock.now()
    plan = stand_of(reading.document, now, reading.at_sites)
    protocol = protocol_of(reading.document, now, reading.at_sites)
    site_clock = clock_of(plan, protocol, language_of(request), now)
    return _Stand(reading=reading, plan=plan, protocol=protocol, clock=site_clock, now=now)


def _picture(stand: _Stand) -> str:
    """The timeline, on which each step that can be moved has a handle."""
    path = path_of(stand.plan, stand.protocol, ceiling=INSIDE)
    movable = {one.step for one in changeable(stand.plan, stand.protocol)}
    return picture_of(path, stand.protocol, stand.clock, movable=movable)


def _sentences(refused: InputRefused | None, site_clock: Clock) -> list[str]:
    faults = refused.faults if refused else ()
    return [say_refusal(fault.reason, site_clock.language) for fault in faults]


def _newer(engine: Engine, reading: Reading, sent: Sent, site_clock: Clock) -> list[FactRow]:
    """What was recorded since the page was shown before, the newest first."""
    if sent.seen is None or sent.seen >= reading.seen.facts:
        return []
    rows = fact_rows(recorded_facts(engine, reading.seen.subject), site_clock)
    return rows[: len(rows) - sent.seen]


def _shown(mark: str, sent: Sent, stand: _Stand) -> Shown:
    fields, outcome = fields_in(sent.address, mark), None
    faults: dict[str, list[str]] = {}
    try:
        outcome = _outcome(fields, sent, stand)
    except InputRefused as refused:
        for fault in refused.faults:
            said = say_refusal(fault.reason, stand.clock.language)
            faults.setdefault(fault.path, []).append(said)
    key = sent.form.get(FIELD) if sent.form.get("of", FIRST) == mark else None
    return Shown(
        mark=mark,
        fields=fields,
        faults=faults,
        typed=_typed(fields, stand),
        outcome=outcome,
        key=key or new_key(),
    )


def _typed(fields: Mapping[str, str], stand: _Stand) -> Mapping[str, TypedDay]:
    plan, protocol, today = stand.plan, stand.protocol, stand.clock.site_day
    dates = dates_typed(fields, plan, stand.reading.document, protocol, today)
    return typed_moves(dates, plan, protocol, stand.clock)


def _outcome(fields: Mapping[str, str], sent: Sent, stand: _Stand) -> Outcome | None:
    """What follows from a proposal; None where it says nothing.

    Raises:
        InputRefused: if it cannot be read; paths are its fields.
    """
    document, now, today = stand.reading.document, stand.now, stand.clock.site_day
    tried = facts_tried(fields, stand.plan, document, stand.protocol, today=today)
    if not tried:
        return None
    _check(tried, document, now)
    own, alone = tuple(tried.values()), ALONE in sent.address
    made = proposed(document, stand.plan, own, now, stand.reading.at_sites, alone=alone)
    return outcome_of(made, stand.protocol, stand.clock)


def _check(tried: Tried, document: Document, now: datetime) -> None:
    """Let pass only what the chart can take; paths are the proposal's fields.

    Raises:
        InputRefused: with all that it cannot.
    """
    faults: list[Fault] = []
    for name, fact in tried.items():
        try:
            document, _ = chart_with(document, fact, now=now)
        except InputRefused as refused:
            faults += [Fault(f"{name}.day", fault.reason) for fault in refused.faults]
    if faults:
        raise InputRefused(faults)


def _new_ones(offers: tuple[Offer, ...], shown: list[Shown]) -> list[Offer]:
    """What is tried already, but for what is looked at."""
    known = [one.fields for one in shown]
    return [offer for offer in offers if offer.fields not in known]
