"""Events that the hospital's calendar server did not take; they stand here until it has them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, get_args

from msgspec import ValidationError
from sqlalchemy import Engine
from sqlalchemy import select as columns
from sqlmodel import col

from models.reasons.facts import facts_by_name, read_facts
from models.reasons.refusals.settings import EventNotTaken
from models.records.database.engine import reading
from models.records.people.sight import EVERYTHING, Sight
from models.records.tables import PublishedCalendar, PushedCalendar, StudyFeeds, Subject

GIVEN_UP: Final = timedelta(days=1)
"""Nobody tried for so long after the next try: nothing is pushed there any more."""

_KINDS: Final = get_args(EventNotTaken)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedEvents:
    """What the server does not hold of one subject.

    Attributes:
        why: of each event; an English sentence where an earlier version noted it.
        since: when the first try failed.
        try_again_at: the next one, at the latest.
    """

    subject: str
    why: tuple[EventNotTaken | str, ...]
    since: datetime
    try_again_at: datetime


def kept_refusals(refused: Sequence[EventNotTaken]) -> str:
    """As a row keeps them."""
    return json.dumps([facts_by_name(one) for one in refused], ensure_ascii=False)


def refused_events(
    engine: Engine, *, now: datetime, sight: Sight = EVERYTHING
) -> list[RefusedEvents]:
    """Whose events were refused at the last try, the longest first.

    Args:
        sight: only subjects who may be seen.
    """
    query = (
        columns(PushedCalendar, col(PublishedCalendar.changed_at))
        .join(PublishedCalendar, col(PublishedCalendar.subject) == col(PushedCalendar.subject))
        .join(Subject, col(Subject.number) == col(PushedCalendar.subject))
        .where(col(PushedCalendar.try_again_at) > now - GIVEN_UP)
        .where(col(Subject.protocol).not_in(columns(col(StudyFeeds.study))))
        .where(*sight.subjects)
    )
    with reading(engine) as session:
        found = [
            RefusedEvents(
                subject=row.subject,
                why=tuple(_read(json.loads(row.refused))),
                since=row.refused_since or changed,  # a row of before there was that column
                try_again_at=row.try_again_at,
            )
            for row, changed in session.execute(query)
        ]
    return sorted(found, key=lambda one: (one.since, one.subject))


def _read(kept: Sequence[Any]) -> Iterator[EventNotTaken | str]:
    for one in kept:
        try:
            yield read_facts(one, _KINDS)
        except (
            KeyError,
            TypeError,
            ValidationError,
        ):  # a sentence, or what a later version of this program knows
            yield one if isinstance(one, str) else str(one.get("uid", ""))
