"""What asks for a signature and has none, what was signed, and the form that signs."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.rendering import redirect, render
from dayzero.web.signatures.asking import Asked, NotSigned, asked_of, signing_of
from dayzero.web.signing_in.visitors import (
    NotThere,
    Posted,
    SignedIn,
    Visitor,
    Writer,
    reading_of,
)
from dayzero.web.views.registers.signatures import meanings_for, signature_rows
from models.records.store import CONFIRMED_FOR, ToSign, note_reading, records_to_sign, sign_record
from models.signatures import Meaning
from wording.pages import page_words

router = APIRouter(prefix="/signatures")
NONE: Mapping[str, Asked] = {}


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """The newest, of the sites that the person may see."""
    return _page(request, visitor)


@router.get("/confirmed")
def confirmed(request: Request, visitor: SignedIn) -> Response:
    """Beside the form that is signed: the provider has said who it is, or why it has not."""
    refused = page_words(language_of(request)).signing.provider_refused
    return render(
        request,
        "confirmed",
        visitor=visitor,
        minutes=int(CONFIRMED_FOR.total_seconds() // 60),
        refused=refused.get(request.query_params.get("refused", ""), ""),
    )


@router.post("/{kind}/{number}")
def sign(request: Request, kind: str, number: str, visitor: Writer, form: Posted) -> Response:
    """Sign one record, in the meaning that was chosen."""
    one = _one(request, visitor, kind, number)
    name, meaning = visitor.person.name, form.get("meaning", "")
    if meaning not in meanings_for(one, name):
        raise NotThere
    try:
        signing = signing_of(request, visitor, form, Meaning(meaning), one.subject)
    except NotSigned as refused:
        return _page(request, visitor, {f"{kind}/{number}": refused.asked})
    engine = request.app.state.engine
    sign_record(engine, one.kind, one.number, signing, now=clock.now(), by=name)
    return redirect(f"/signatures?signed={kind}-{number}#{kind}-{number}")


def _one(request: Request, visitor: Visitor, kind: str, number: str) -> ToSign:
    """The record, if the person may see its subject; the audit keeps who read of it.

    Raises:
        NotThere: if there is none, or it is of another site, or nothing is signed here.
    """
    engine = request.app.state.engine
    if request.app.state.settings.signatures:
        for one in records_to_sign(engine, visitor.person.sight):
            if (one.kind.value, str(one.number)) == (kind, number):
                reading_of(engine, visitor, one.subject)
                return one
    raise NotThere


def _page(request: Request, visitor: Visitor, refused: Mapping[str, Asked] = NONE) -> Response:
    """The page; each subject on it is noted as read."""
    now, engine = clock.now(), request.app.state.engine
    own = own_clock(visitor, language_of(request), now)
    subject = request.query_params.get("subject", "").strip()
    found = records_to_sign(engine, visitor.person.sight, subject=subject)
    for read in dict.fromkeys(one.subject for one in found):
        note_reading(engine, read, by=visitor.person.name, now=now)
    rows = signature_rows(found, visitor.person.name, own)
    on = request.app.state.settings.signatures
    return render(
        request,
        "signatures",
        status=next((one.status for one in refused.values()), 200),
        visitor=visitor,
        on=on,
        waiting=[row for row in rows if on and not row.signatures],
        given=[row for row in rows if row.signatures],
        asked=asked_of(request, visitor),
        refused=refused,
        subject=subject,
        signed=request.query_params.get("signed", ""),
        as_of=own.instant(now),
        zone=own.zone.key,
        offset=own.offset,
    )
