"""Setting up the app that makes codes: the picture to scan, and the first code of it."""

from typing import Any

import segno
from fastapi import Request

from dayzero import clock
from dayzero.desk.calendar_links.link import QUIET_ZONE
from dayzero.second_factor import app_address, new_recovery_codes, step_of_code, typed_secret
from dayzero.settings import Settings
from dayzero.web.signing_in.second_step import HalfSignInEnded
from models.records.store import confirm_set_up, set_up_of


def set_up_facts(request: Request, name: str) -> dict[str, Any]:
    """The picture for the app, and the same to be typed.

    Raises:
        HalfSignInEnded: if nothing is being set up any more.
    """
    settings: Settings = request.app.state.settings
    factor = set_up_of(request.app.state.engine, name, now=clock.now())
    if factor is None:
        raise HalfSignInEnded
    picture = segno.make(app_address(factor.secret, name, settings.base_url), error="m")
    uri = picture.svg_data_uri(scale=5, border=QUIET_ZONE, light="white")
    return {"picture": uri, "typed": typed_secret(factor.secret)}


def confirmed(request: Request, name: str, code: str) -> list[str] | None:
    """Recovery codes, shown this once, for who shows the first code; None if it is not one."""
    engine, now = request.app.state.engine, clock.now()
    factor = set_up_of(engine, name, now=now)
    step = None if factor is None else step_of_code(factor.secret, code, now)
    if factor is None or step is None:
        return None
    codes = new_recovery_codes()
    return codes if confirm_set_up(engine, name, factor.secret, step, codes, now=now) else None
