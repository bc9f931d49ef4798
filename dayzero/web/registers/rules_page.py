"""The protocol's rules with their sources, site defaults marked."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.languages import language_of
from dayzero.web.pages.own_clock import own_clock, own_sites
from dayzero.web.registers.asked_trial import asked_trial
from dayzero.web.rendering import render
from dayzero.web.signing_in.visitors import NotThere, SignedIn
from dayzero.web.views.registers.rule_table import (
    criteria_rows,
    path_rows,
    site_rows,
    value_rows,
)
from dayzero.web.views.registers.version_rows import approval_row
from dayzero.web.views.when import Clock
from models.moments import to_minute
from models.protocol import Protocol
from models.records.store import all_at_sites, approvals, recorded_version
from models.versions.in_force import in_force
from models.versions.stored import read_stored

router = APIRouter(prefix="/rules")


@router.get("")
def show(request: Request, visitor: SignedIn) -> Response:
    """Every rule and value of the version that counts at the person's first site, or of another.

    The address asks for another one by its name, and for another trial by its id:
    `?trial=NCT04684147&version=amendment-2`.
    """
    engine, own = request.app.state.engine, own_clock(visitor, language_of(request), clock.now())
    installed, sites = asked_trial(request), own_sites(visitor)
    stand = [one for one in approvals(engine, installed.id) if one.site in sites]
    version = request.query_params.get("version")
    shown = _shown(engine, own, next(iter(sites)), installed, version)
    voice = replace(own.voice, protocol=shown)
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
        approvals=[approval_row(one, own) for one in stand],
    )


def _shown(
    engine: Engine, own: Clock, site: str, installed: Protocol, version: str | None
) -> Protocol:
    """The version that is asked for, else the one that counts at a site now."""
    if version is not None:
        written = recorded_version(engine, installed.id, version)
        if written is None:
            raise NotThere
        return read_stored(installed.id, written.content)
    there = all_at_sites(engine).versions_at(installed.id, site)
    return in_force(there, to_minute(own.now)).protocol if there else installed
