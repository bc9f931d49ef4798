"""The index of the registers, and help in place."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero.web.pages.own_clock import first_site
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import SignedIn

router = APIRouter()


@router.get("/registers")
def registers(request: Request, visitor: SignedIn) -> Response:
    """Every register with what it holds."""
    return render(request, "registers", visitor=visitor, site=first_site(visitor))


@router.get("/help")
def how_to(request: Request, visitor: SignedIn) -> Response:
    """What each screen is for; every page links to its own part."""
    return render(request, "help", visitor=visitor, site=first_site(visitor))
