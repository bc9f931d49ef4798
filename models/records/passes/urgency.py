"""How urgent the open alerts of each subject are, as the database sorts by it."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Subquery, and_, case, cast, func, literal, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel

from models.alerting.tellings import URGENCY
from models.records.database.moment import Moment
from models.records.tables import AlertOpening
from models.timeline.path_word import Word
from models.timeline.values import AlertKind, Severity

_alert = SQLModel.metadata.tables[AlertOpening.__tablename__]
_A_SEVERITY: Final = literal(10**10, BigInteger)  # more than any minute
_NO_DEADLINE: Final = literal(10**10 - 1, BigInteger)
_ANSWERED: Final = 10  # more severities than there are
_ONLY_KNOWN: Final = 100


def alerts_of_subjects(now: datetime) -> Subquery:
    """Each subject's open alerts: `open` is how many, `urgency` how urgent the first of them is.

    What nobody has answered comes first, of that the most severe, then the nearest deadline.
    """
    deadline = func.coalesce(cast(_alert.c.deadline, BigInteger), _NO_DEADLINE)
    urgency = _group(now) * _A_SEVERITY + deadline
    return (
        select(
            _alert.c.subject,
            func.count().label("open"),
            func.min(urgency).label("urgency"),
        )
        .where(_alert.c.closed_at.is_(None))
        .group_by(_alert.c.subject)
        .subquery("alerts_of_subjects")
    )


def closed_last(word: ColumnElement[Any], alerts: Subquery) -> ColumnElement[int]:
    """Who has an alert comes first; whose path is over comes last."""
    over = word.in_([Word.CLOSED.value, Word.DONE.value])
    return case((alerts.c.open > 0, 0), (over, 2), else_=1)


def _group(now: datetime) -> ColumnElement[int]:
    put_off = and_(_alert.c.snoozed_by.is_not(None), _alert.c.tell_from > literal(now, Moment()))
    answered = or_(put_off, _alert.c.acknowledged_by.is_not(None))
    known = _alert.c.kind == AlertKind.PROVISIONAL_CALENDAR.value
    severities = {severity.value: URGENCY[severity] for severity in Severity}
    group = (
        case(severities, value=_alert.c.severity, else_=len(severities))
        + case((answered, _ANSWERED), else_=0)
        + case((known, _ONLY_KNOWN), else_=0)
    )
    return cast(group, BigInteger)
