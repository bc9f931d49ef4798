"""What if: several moves tried together, two proposals side by side, one of them recorded."""

from datetime import datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.desk.answering import why_said
from dayzero.desk.planning import protocol_of, stand_of
from dayzero.web.pages.form_keys import FIELD, new_key
from dayzero.web.pages.what_if_address import Sent
from dayzero.web.pages.what_if_form import what_if_form
from dayzero.web.recording.proposal import facts_tried
from dayzero.web.recording.proposal_fields import FIRST, SECOND, fields_in
from dayzero.web.rendering import redirect
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import NotThere, Posted, SignedIn, Writer, reading_of
from models.errors import InputRefused
from models.records.store import Reading, done_together, named, record_together

router = APIRouter(prefix="/subjects")


@router.get("/{subject}/what-if")
def try_out(request: Request, subject: str, visitor: SignedIn) -> Response:
    """The proposals that the address says, and what would follow; nothing is written."""
    said = [(name, value) for name, value in request.query_params.multi_items() if value]
    if len(said) < len(request.query_params.multi_items()):
        return redirect(f"{request.url.path}?{urlencode(said)}")
    reading = reading_of(request.app.state.engine, visitor, subject)
    return what_if_form(request, visitor, reading, Sent.by(dict(said)))


@router.post("/{subject}/what-if")
def decide(request: Request, subject: str, visitor: Writer, form: Posted) -> Response:
    """Record all of one proposal, or nothing; sent again, it is answered as it was.

    Where the record has changed since the proposal was looked at, it is shown anew.
    """
    engine: Engine = request.app.state.engine
    reading, now = reading_of(engine, visitor, subject), clock.now()
    sent = Sent.by(dict(request.query_params), form)
    if form.get("of", FIRST) not in {FIRST, SECOND}:
        raise NotThere
    try:
        key = named(form.get(FIELD) or new_key()).key or ""
        recorded = done_together(engine, subject, key) or _recorded(
            engine, reading, sent, form, key, now=now, by=visitor.person.name
        )
    except InputRefused as refused:
        return what_if_form(request, visitor, reading, sent, refused=refused)
    if recorded:
        ids = urlencode([("recorded", fact) for fact in recorded])
        return redirect(f"/subjects/{subject}?{ids}")
    return what_if_form(request, visitor, reading, sent)


def _recorded(
    engine: Engine, reading: Reading, sent: Sent, form: Form, key: str, *, now: datetime, by: str
) -> tuple[str, ...]:
    """The facts of the proposal that was sent; none where it says nothing, or is out of date.

    Raises:
        InputRefused: if no reason is given, or the chart would not be sound.
    """
    if sent.seen != reading.seen.facts:
        return ()
    why = why_said(form.get("reason", ""))
    own = fields_in(sent.address, form.get("of", FIRST))
    along = fields_in(form, FIRST)
    plan = stand_of(reading.document, now, reading.at_sites)
    tried = facts_tried(
        own | along,
        plan,
        reading.document,
        protocol_of(reading.document, now, reading.at_sites),
        today=now.astimezone(plan.zone).date(),
        why=why,
    )
    if not tried:
        return ()
    subject, facts, seen = plan.subject, tuple(tried.values()), sent.seen
    done = record_together(engine, subject, facts, seen=seen, why=why, key=key, now=now, by=by)
    return done or ()
