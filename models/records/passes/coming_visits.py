"""Who comes when: the appointments that the published calendars hold, read for many at once."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlmodel import and_, col, or_, select

from models.moments import Minute, local_day, to_minute
from models.records.database.engine import reading
from models.records.people.sight import EVERYTHING, Sight
from models.records.tables import PublishedLine, Subject
from models.schedule import EntryKind
from models.timeline.values import StepState

_KEPT = (StepState.BOOKED, StepState.DUE, StepState.OVERDUE, StepState.AT_RISK, StepState.DONE)
_ANY_ZONE = timedelta(days=1)  # no site's day begins or ends further from that of UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingVisit:
    """One appointment.

    Attributes:
        day: its first day, on the clock of `zone`.
        starts: its minute of UTC; None where only the day is known.
        state: the step's, as the last pass found it.
    """

    subject: str
    site: str
    step: str
    state: StepState
    day: date
    zone: ZoneInfo
    starts: Minute | None


def coming_visits(
    engine: Engine, first: date, last: date, sight: Sight = EVERYTHING
) -> list[ComingVisit]:
    """Appointments from the first day to the last, both included, by time and subject.

    What is done stands among them, what was called off does not; a computed date is nobody's
    appointment.

    Args:
        sight: the subjects who are read.
    """
    query = (
        select(PublishedLine, Subject.site)
        .join(Subject)
        .where(
            PublishedLine.kind == EntryKind.VISIT.value,
            col(PublishedLine.state).in_([state.value for state in _KEPT]),
            or_(
                col(PublishedLine.starts).between(
                    _minute(first - _ANY_ZONE), _minute(last + 2 * _ANY_ZONE)
                ),
                and_(
                    col(PublishedLine.starts).is_(None),
                    col(PublishedLine.first_day).between(first, last),
                ),
            ),
        )
    )
    query = query.where(*sight.subjects)
    with reading(engine) as session:
        found = [_visit(row, site) for row, site in session.exec(query)]
    within = [visit for visit in found if visit and first <= visit.day <= last]
    return sorted(within, key=lambda visit: (visit.day, visit.starts or 0, visit.subject))


def _minute(day: date) -> Minute:
    return to_minute(datetime.combine(day, time(), UTC))


def _visit(row: PublishedLine, site: str) -> ComingVisit | None:
    zone = ZoneInfo(row.zone)
    day = row.first_day if row.starts is None else local_day(row.starts, zone)
    if day is None:
        return None
    return ComingVisit(
        subject=row.subject,
        site=site,
        step=row.step,
        state=StepState(row.state),
        day=day,
        zone=zone,
        starts=row.starts,
    )
