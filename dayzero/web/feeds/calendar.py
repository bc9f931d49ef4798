"""One subscribed calendar over HTTP: `GET` and `HEAD` of `/calendar/<token>.ics`."""

import logging
import math
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dayzero import clock
from dayzero.web.feeds.conditions import accepts_gzip, is_unchanged
from dayzero.web.feeds.limiting import Limiter
from dayzero.web.feeds.prepared import Prepared
from dayzero.web.feeds.shelf import Answer, Body, Shelf
from models.records.store import StoreTrouble, Subscription, note_fetch
from wording.language import ENGLISH
from wording.refusals import say_refusal

LOG = logging.getLogger("dayzero.web")
RETRY_SECONDS = "30"
MOST_NOTED = 100_000
NOTED_EVERY = timedelta(minutes=1)  # the last fetch is told to the minute


class Calendars:
    """What the route needs: the calendars, who asks too often, who was noted when."""

    def __init__(self, shelf: Shelf, limiter: Limiter) -> None:
        self.shelf = shelf
        self.limiter = limiter
        self._noted: dict[tuple[int, str | None], tuple[float, str]] = {}

    def must_note(self, feed: int, agent: str | None, etag: str) -> bool:
        """Whether this fetch is to be written down: not each of a program that asks often.

        Each that gets another calendar than the one before: its reader's copy is new.
        """
        moment = time.monotonic()
        last, before = self._noted.get((feed, agent), (-math.inf, ""))
        if before == etag and moment - last < NOTED_EVERY.total_seconds():
            return False
        if len(self._noted) > MOST_NOTED:  # programs that change their name each time
            self._noted.clear()
        self._noted[feed, agent] = moment, etag
        return True


async def serve_calendar(request: Request) -> Response:
    """The calendar behind a token, or 404 where there never was one, 410 where it ended.

    What is known to stand still is answered without waiting; else the records are asked
    beside the event loop.
    """
    calendars: Calendars = request.app.state.calendars
    token = request.path_params["token"]
    client = request.scope.get("client")
    address = client[0] if client else ""
    wait = calendars.limiter.refused_for(
        address, sha256(token.encode(errors="replace")).hexdigest()
    )
    if wait:
        return _too_often(wait)
    now, state = clock.now(), calendars.shelf.state()
    answer = calendars.shelf.at_once(token, now, state)
    if answer is None:
        answer = await run_in_threadpool(calendars.shelf.look_up, token, now, state)
    if answer is None:
        calendars.limiter.note_guess(address)
        return PlainTextResponse("There is no such calendar.\n", status_code=404)
    return await _answered(request, calendars, answer, now)


async def _answered(
    request: Request, calendars: Calendars, answer: Answer, now: datetime
) -> Response:
    right = answer.subscription.right
    if right.ended(now):
        return PlainTextResponse("This calendar link has ended.\n", status_code=410)
    if answer.subscription.switched_off:
        return PlainTextResponse("The study has switched its calendars off.\n", status_code=403)
    if answer.body is None:
        return not_now("The calendar is not published yet; try again later.\n")
    asked = _headers(request)
    response = respond(answer.body, asked)
    agent = asked.get("user-agent")
    if request.method == "GET" and calendars.must_note(right.id, agent, answer.body.etag):
        subscription = answer.subscription
        response.background = BackgroundTask(_note, calendars.shelf, subscription, now, agent)
    return response


def _headers(request: Request) -> dict[str, str]:
    """What is asked, by name in small letters; several lines of one name are one."""
    asked: dict[str, str] = {}
    for octets, value in request.scope["headers"]:
        name, text = octets.decode("latin-1"), value.decode("latin-1")
        asked[name] = f"{asked[name]}, {text}" if name in asked else text
    return asked


def not_now(sentence: str) -> Response:
    """An answer that keeps subscribers: they ask again, and drop nothing meanwhile."""
    return PlainTextResponse(sentence, status_code=503, headers={"Retry-After": RETRY_SECONDS})


def unavailable(_request: Request, trouble: StoreTrouble) -> Response:
    """The trouble names where the database is, which is for our log only."""
    LOG.warning("a calendar was not served: %s", say_refusal(trouble, ENGLISH))
    return not_now("The calendar cannot be read now; try again later.\n")


def _too_often(seconds: int) -> Response:
    return PlainTextResponse(
        "Too many requests; try again later.\n",
        status_code=429,
        headers={"Retry-After": str(seconds)},
    )


def respond(body: Body, asked: Mapping[str, str]) -> Prepared:
    """The bytes, compressed if asked for, or 304 if the reader has them already."""
    form = body.packed if accepts_gzip(asked) else body.plain
    if is_unchanged(asked, etags=body.etags, last_modified=body.last_modified):
        return form.unchanged()
    return form.whole()


def _note(shelf: Shelf, subscription: Subscription, now: datetime, agent: str | None) -> None:
    """Remember the fetch; the reader has the answer, whether this works or not."""
    feed, read = subscription.right.id, subscription.published_up_to
    try:
        note_fetch(shelf.engine, feed, now=now, user_agent=agent, read_up_to=read)
    except StoreTrouble as trouble:
        LOG.warning("a fetch of feed %s was not noted: %s", feed, say_refusal(trouble, ENGLISH))
