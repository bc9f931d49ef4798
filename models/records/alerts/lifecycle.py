"""What people do about an alert: acknowledge it, or put it off until a time.

An alert is resolved by a fact alone: it closes when the plan no longer derives it.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.moments import to_minute
from models.reasons.refusals.times import SnoozeFlaw, SnoozeTooLong
from models.records.alerts.alert_rows import OpenAlert, open_alert
from models.records.alerts.explanations import NOTHING_MORE, Particulars, explain_by_answer
from models.records.database.engine import tried_again, writing
from models.records.database.errors import AlertUnknown, SnoozeRefused
from models.records.people.audit import note
from models.records.tables import AlertOpening

LONGEST_SNOOZE_DAYS = 7  # site default: nobody puts an alert out of sight for longer
_LARGEST_NUMBER = 2**31 - 1  # a larger one is nobody's, and PostgreSQL would refuse it


@tried_again
def acknowledge(
    engine: Engine,
    which: str,
    *,
    why: str,
    more: Particulars = NOTHING_MORE,
    now: datetime,
    by: str,
) -> OpenAlert:
    """Answer an alert: whoever does has taken it over, and nobody else is called.

    A second answer changes nothing: the first one stands, and is returned. Where the alert asks
    for the reason of a deviation, the answer is that reason in the register, with what more is
    said of it.

    Args:
        which: the alert's number, or its key.

    Raises:
        AlertUnknown: if no such alert is open.
    """
    with writing(engine) as session:
        row = _open_row(session, which)
        if row.acknowledged_at is None:
            _answer(session, row, why=why, now=now, by=by)
            explain_by_answer(session, row, why=why, more=more, now=now, by=by)
        return open_alert(row)


def acknowledge_row(
    session: Session, row: AlertOpening, *, why: str, now: datetime, by: str
) -> None:
    """The same, inside somebody else's transaction."""
    if row.acknowledged_at is None:
        _answer(session, row, why=why, now=now, by=by)


def _answer(session: Session, row: AlertOpening, *, why: str, now: datetime, by: str) -> None:
    row.acknowledged_at, row.acknowledged_by, row.acknowledged_why = now, by, why
    if row.tell_from is not None and row.tell_from > now:
        row.tell_from = now  # an answer ends a snooze
    note(session, f"acknowledged alert {row.id}", by=by, at=now, subject=row.subject, why=why)


@tried_again
def snooze(
    engine: Engine, which: str, *, until: datetime, why: str, now: datetime, by: str
) -> OpenAlert:
    """Put an alert off; it is to be told anew from `until`, if it stands then.

    Raises:
        AlertUnknown: if no such alert is open.
        SnoozeRefused: if `until` is not ahead, is past the deadline, or too far off.
    """
    with writing(engine) as session:
        row = _open_row(session, which)
        _check(row, which, until, now)
        row.occasion += 1
        row.tell_from, row.snoozed_by, row.snoozed_why = until, by, why
        row.acknowledged_at = row.acknowledged_by = row.acknowledged_why = None
        deed = f"snoozed alert {row.id} until {until.isoformat(timespec='minutes')}"
        note(session, deed, by=by, at=now, subject=row.subject, why=why)
        return open_alert(row)


def _check(row: AlertOpening, which: str, until: datetime, now: datetime) -> None:
    if until <= now:
        raise SnoozeRefused(which, SnoozeFlaw.NOT_AHEAD)
    if row.deadline is not None and to_minute(now) <= row.deadline < to_minute(until):
        raise SnoozeRefused(which, SnoozeFlaw.AFTER_THE_DEADLINE)
    if until > now + timedelta(days=LONGEST_SNOOZE_DAYS):
        raise SnoozeRefused(which, SnoozeTooLong(days=LONGEST_SNOOZE_DAYS))


def _open_row(session: Session, which: str) -> AlertOpening:
    """The open alert of that number or key, held until the end of the transaction."""
    query = select(AlertOpening).where(col(AlertOpening.closed_at).is_(None)).with_for_update()
    row = None
    if which.isascii() and which.isdigit():
        number = int(which)
        if number <= _LARGEST_NUMBER:
            row = session.exec(query.where(AlertOpening.id == number)).one_or_none()
    elif which.isprintable():
        row = session.exec(query.where(AlertOpening.key == which)).one_or_none()
    if row is None:
        raise AlertUnknown(which)
    return row
