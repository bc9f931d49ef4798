"""Whose pass was missed: what is listed of them may be older, and every list says so."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Engine

from dayzero.web.signing_in.visitors import Visitor
from dayzero.web.views.subjects import CALM
from dayzero.web.views.today.unplanned import LATE, Unplanned, unplanned
from models.records.store import (
    Asked,
    Counted,
    Sight,
    all_subjects,
    count_subjects,
    missed_subjects,
)
from wording.language import Language

LOOKED_AT = 100  # charts that are read to tell a refused one from one that only waits


def asked_by(visitor: Visitor, now: datetime) -> Asked:
    """Everybody whom the person may see."""
    return asked_at(visitor.person.sight, now)


def asked_at(sight: Sight, now: datetime) -> Asked:
    """Everybody who may be seen."""
    return Asked(
        missed_before=now - LATE,
        now=now,
        calm=[word.value for word in CALM],
        sight=sight,
    )


def everybody(engine: Engine, asked: Asked, language: Language) -> tuple[Counted, Unplanned]:
    """How many there are, and who of them was missed and why."""
    counted = count_subjects(engine, asked)
    if not counted.missed:
        return counted, Unplanned({}, None, 0)
    numbers = missed_subjects(engine, asked, LOOKED_AT)
    found = _looked_at(engine, numbers, asked.now, language)
    return counted, Unplanned(found.refused, found.since, counted.missed - len(found.refused))


def _looked_at(
    engine: Engine, numbers: Collection[str], now: datetime, language: Language
) -> Unplanned:
    return unplanned(all_subjects(engine, only=numbers), now, language)
