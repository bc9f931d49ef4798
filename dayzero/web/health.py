"""Health for probes, in one word: whoever restarts asks if it lives, whoever routes if it is ready.

No word names the database, a subject or a secret.
"""

import logging

from fastapi import Request
from fastapi.responses import JSONResponse

from models.records.store import StoreNotReady, StoreTrouble, is_current
from wording.language import ENGLISH
from wording.refusals import say_refusal

LOG = logging.getLogger("dayzero.web")
UNAVAILABLE = 503


async def live() -> dict[str, str]:
    """The process answers, whatever else is down: a restart would mend nothing."""
    return {"status": "ok"}


def ready(request: Request) -> JSONResponse:
    """Whether calendars can be served now; asked beside the event loop, as a database may hang.

    A proxy's probe is told where it is not believed on who asks: all its visitors are then one.
    """
    try:
        set_up = is_current(request.app.state.engine)
    except StoreNotReady:
        set_up = False
    except StoreTrouble as trouble:
        LOG.warning("not healthy: %s", say_refusal(trouble, ENGLISH))
        return JSONResponse({"status": "no database"}, status_code=UNAVAILABLE)
    if not set_up:
        return JSONResponse({"status": "database not set up"}, status_code=UNAVAILABLE)
    answer = {"status": "ok"}
    if _disbelieved(request):
        answer["proxy"] = "not trusted"
    return JSONResponse(answer)


def _disbelieved(request: Request) -> bool:
    """Whether somebody said for whom the request is, and we go by who brought it."""
    said = ",".join(request.headers.getlist("x-forwarded-for"))
    host = request.client.host if request.client else ""
    return bool(said) and not any(_is(host, word.strip()) for word in said.split(","))


def _is(host: str, word: str) -> bool:
    """Whether a proxy's word is this address; some write a port beside it."""
    return word in {host, f"[{host}]"} or word.startswith((f"{host}:", f"[{host}]:"))
