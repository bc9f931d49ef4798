"""Who signs a record shows at the provider once more who they are: for one signature."""

import logging

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.openid.refused import ProviderFlaw, ProviderRefused
from dayzero.web.rendering import redirect
from dayzero.web.signing_in.cookies import PROVIDER, drop_cookie
from dayzero.web.signing_in.provider_ways import go_there, person_there
from dayzero.web.signing_in.visitors import SignedIn, current_visitor
from models.records.store import OnItsWay, confirm, note_refusal

router = APIRouter(prefix="/sign-in/provider")
CONFIRMED = "/signatures/confirmed"
"""The page that says so; it stands in a window of its own, beside the form that is signed."""
LOG = logging.getLogger(__name__)


@router.get("/confirm")
def confirm_there(request: Request, visitor: SignedIn) -> Response:
    """On to the provider, which is to ask who it is however long they are signed in there."""
    try:
        return go_there(request, CONFIRMED, confirms=visitor.person.name)
    except ProviderRefused as refused:
        return redirect(f"{CONFIRMED}?refused={refused.flaw.value}")


def back_from_there(request: Request, begun: OnItsWay) -> Response:
    """Back to the page that says whether the person is confirmed, or why not."""
    refused = ""
    try:
        _confirm(request, begun)
    except ProviderRefused as error:
        refused = f"?refused={error.flaw.value}"
        LOG.warning("a confirmation with the provider was refused: %s", error.flaw.value)
        note_refusal(request.app.state.engine, begun.confirms or "", now=clock.now())
    response = redirect(f"{CONFIRMED}{refused}")
    drop_cookie(request, response, PROVIDER)
    return response


def _confirm(request: Request, begun: OnItsWay) -> None:
    """Remember it, if whoever is signed in here is who the provider has just signed in.

    Raises:
        ProviderRefused: if it is somebody else, or was not signed in since it was asked for.
    """
    visitor = current_visitor(request)
    name = person_there(request, begun, since=begun.begun_at)
    if visitor is None or not visitor.person.name == name == begun.confirms:
        raise ProviderRefused(ProviderFlaw.NOT_YOU)
    confirm(request.app.state.engine, visitor.token, now=clock.now(), by=name)
