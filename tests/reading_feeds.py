"""A calendar as its subscribers get it, without a server in between."""

from datetime import datetime

from sqlalchemy import Engine

from dayzero.web.feeds.shelf import Body, Shelf
from models.records.store import Scope, new_feed
from models.subscriptions import FeedOptions


def subscribed(
    engine: Engine,
    whose: str,
    now: datetime,
    *,
    kind: str = "subject",
    options: FeedOptions | None = None,
) -> Body | None:
    """What a link that was made just now gets from a process that was started just now."""
    token = new_feed(engine, Scope(kind, whose), now=now, by="test", options=options)
    return body_behind(engine, token, now)


def body_behind(engine: Engine, token: str, now: datetime) -> Body | None:
    """What a link gets from a process that was started just now."""
    shelf = Shelf(engine)
    answer = shelf.look_up(token, now, shelf.state())
    return None if answer is None else answer.body
