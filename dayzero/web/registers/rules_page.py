"""The protocol's rules with their sources, site defaults marked."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import SignedIn
from dayzero.web.views.registers.rule_table import (
    criteria_rows,
    path_rows,
    site_rows,
    value_rows,
)

router = APIRouter(prefix="/rules")


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """Every rule and value of the protocol in force."""
    voice = own_clock(visitor, language_of(request), clock.now()).voice
    groups = {
        "criteria": criteria_rows(voice),
        "path": path_rows(voice),
        "values": value_rows(voice),
        "sites": site_rows(voice),
    }
    rows = [row for group in groups.values() for row in group]
    return render(
        request,
        "rules",
        visitor=visitor,
        groups=groups,
        protocol=voice.protocol.id,
        version=voice.protocol.version,
        all=len(rows),
        defaults=sum(row.default for row in rows),
    )
