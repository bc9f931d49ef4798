"""Calendar invitations by mail, asked for on the person's own page and ended there."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.desk.inviting import RecipientUnknown, ask_for_invitations
from dayzero.web.languages import language_of
from dayzero.web.pages.account_page import PAGE, account_shown
from dayzero.web.rendering import redirect
from dayzero.web.signing_in.forms import check_form
from dayzero.web.signing_in.visitors import Posted, SignedIn
from models.errors import ProtocolRefused
from models.records.store import end_invitations
from wording.refusals import say_refusal

router = APIRouter(prefix="/account")


@router.post("/sign-in/invitations")
def ask(request: Request, visitor: SignedIn, form: Posted) -> Response:
    """Mail the person each booking of whom they look after, or nothing more of the kind."""
    check_form(form, visitor.token)
    engine, name = request.app.state.engine, visitor.person.name
    if form.get("wanted") != "yes":
        end_invitations(engine, name, now=clock.now(), by=name)
        return redirect(PAGE)
    try:
        ask_for_invitations(engine, name, now=clock.now(), by=name)
    except (RecipientUnknown, ProtocolRefused) as refused:
        flaw = say_refusal(refused, language_of(request))
        return account_shown(request, visitor, status=422, refused="invitations", flaw=flaw)
    return redirect(PAGE)
