"""Whether the database is there, set up and writable."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Engine

from dayzero.health.clocks import compared
from dayzero.health.finding import Finding, fail, ok, warn
from models.reasons.refusals.keeping.records import PlaceFlaw, StoreFlaw
from models.records.store import (
    StoreBusy,
    StoreNotReady,
    StoreTrouble,
    is_current,
    server_time,
    server_version,
    try_to_write,
    where,
)
from wording.language import ENGLISH
from wording.refusals import say_refusal

INIT = "run `dayzero init`"


def database_findings(engine: Engine) -> Iterator[Finding]:
    """Line by line, until one says that the next cannot be told.

    Raises:
        StoreTrouble: after the line that says so.
    """
    yield _reachable(engine)
    yield _writable(engine)
    theirs = server_time(engine)
    if theirs is not None:
        yield compared("database clock", theirs, datetime.now(UTC))


def _reachable(engine: Engine) -> Finding:
    """Raises: StoreTrouble, if nothing can be read."""
    if not is_current(engine):
        raise StoreNotReady(where(engine), StoreFlaw.NOT_SET_UP_FOR_IT)
    return ok("database", f"{server_version(engine)}, set up for this program: {where(engine)}")


def _writable(engine: Engine) -> Finding:
    try:
        try_to_write(engine, now=datetime.now(UTC))
    except StoreBusy as trouble:
        return warn(
            "writing",
            say_refusal(trouble.cause, ENGLISH),
            "ask again; if it stays so, find who holds the lock",
        )
    return ok("writing", "a line was written and taken back")


def database_trouble(trouble: StoreTrouble) -> Finding:
    """The line for a database that cannot be asked further."""
    mend = INIT if isinstance(trouble, StoreNotReady) else "see that it runs and may be used"
    return fail("database", f"{_place(trouble)} {say_refusal(trouble.cause, ENGLISH)}", mend)


def _place(trouble: StoreTrouble) -> str:
    where = trouble.where
    return say_refusal(where, ENGLISH) if isinstance(where, PlaceFlaw) else where
