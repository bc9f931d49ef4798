"""What is told to people, read in one transaction: open alerts, past tellings, appointments."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.alerting.digest import Upcoming
from models.alerting.tellings import (
    DAILY,
    AlertToTell,
    Past,
    Telling,
    Told,
    ToldState,
)
from models.moments import local_day
from models.records.alerts.alert_rows import open_alert
from models.records.subjects.charts import own_zone
from models.records.tables import (
    AlertOpening,
    ClosedTrial,
    DeliveryRow,
    Installation,
    PublishedLine,
    Subject,
    TellingRow,
)
from models.schedule import EntryKind
from models.timeline.values import StepState

DAYS_BACK = timedelta(days=3)  # a local day is at most this long ago, anywhere
KEPT_APPOINTMENTS = (StepState.BOOKED, StepState.DUE, StepState.AT_RISK)

OF_OPEN_TRIALS = col(Subject.protocol).not_in(select(ClosedTrial.protocol))
"""Nobody is told of a trial that is closed."""

Zones = Mapping[str, ZoneInfo]
"""The zone of each of the trial's sites, in their order."""


def alerts_to_tell(
    session: Session, zones: Zones, numbers: Collection[int] | None = None
) -> list[AlertToTell]:
    """Every open alert with its site and zone, or those of the given numbers that are open."""
    such = [col(AlertOpening.closed_at).is_(None)]
    if numbers is not None:
        such.append(col(AlertOpening.id).in_(numbers))
    return _alerts(session, zones, *such)


def closed_alerts(
    session: Session, zones: Zones, numbers: Collection[int], *such: Any
) -> list[AlertToTell]:
    """Those of the given numbers that are over, as they last stood."""
    over = col(AlertOpening.closed_at).is_not(None)
    return _alerts(session, zones, over, col(AlertOpening.id).in_(numbers), *such)


def _alerts(session: Session, zones: Zones, *such: Any) -> list[AlertToTell]:
    query = (
        select(AlertOpening, Subject.protocol, Subject.site, Subject.header)
        .join(Subject)
        .where(*such, OF_OPEN_TRIALS)
        .order_by(col(AlertOpening.id))
    )
    return [
        _to_tell(row, trial, site, _zone(header, site, zones))
        for row, trial, site, header in session.exec(query)
    ]


def past_tellings(session: Session, now: datetime) -> Past:
    """What is on record of the occasions that stand, and of the daily messages of these days."""
    tellings = session.exec(
        select(TellingRow, DeliveryRow)
        .join(DeliveryRow)
        .join(AlertOpening)
        .where(
            col(AlertOpening.closed_at).is_(None),
            TellingRow.occasion == AlertOpening.occasion,
        )
    )
    daily = session.exec(
        select(DeliveryRow.key, DeliveryRow.recorded_at).where(
            col(DeliveryRow.kind).in_([kind.value for kind in DAILY]),
            col(DeliveryRow.recorded_at) > now - DAYS_BACK,
        )
    )
    told = tuple(_told(telling, delivery) for telling, delivery in tellings)
    installation = session.exec(select(Installation.word)).first()
    when = dict(iter(daily))
    ahead = frozenset(key for key, recorded_at in when.items() if recorded_at > now)
    return Past(told, frozenset(when) - ahead, ahead, installation or "")


def upcoming_appointments(session: Session, sites: Collection[str]) -> list[Upcoming]:
    """Appointments that the published calendars of some sites hold, past ones included.

    A computed date is nobody's appointment.
    """
    rows = session.exec(
        select(PublishedLine, Subject)
        .join(Subject)
        .where(
            OF_OPEN_TRIALS,
            col(Subject.site).in_(sites),
            PublishedLine.kind == EntryKind.VISIT.value,
            col(PublishedLine.state).in_([state.value for state in KEPT_APPOINTMENTS]),
        )
    )
    return [line for row, of in rows if (line := _upcoming(row, of)) is not None]


def _to_tell(row: AlertOpening, trial: str, site: str, zone: ZoneInfo) -> AlertToTell:
    opened = open_alert(row)
    return AlertToTell(
        number=opened.number,
        subject=opened.subject,
        site=site,
        zone=zone,
        alert=opened.alert,
        occasion=opened.occasion,
        tell_from=opened.tell_from,
        acknowledged_by=opened.acknowledged_by,
        reopened=opened.reopened,
        word=opened.word,
        version=opened.version,
        trial=trial,
    )


def _zone(header: str, site: str, zones: Zones) -> ZoneInfo:
    """The chart's own zone, else its site's."""
    return own_zone(header) or zones.get(site, ZoneInfo("UTC"))


def _told(telling: TellingRow, delivery: DeliveryRow) -> Told:
    return Told(
        telling=Telling(
            alert=telling.alert,
            occasion=telling.occasion,
            recipient=telling.recipient,
            step=telling.step,
        ),
        state=ToldState(delivery.state),
        recorded_at=delivery.recorded_at,
        sent_at=delivery.sent_at,
    )


def _upcoming(row: PublishedLine, of: Subject) -> Upcoming | None:
    zone = ZoneInfo(row.zone)
    day = row.first_day if row.starts is None else local_day(row.starts, zone)
    if day is None:
        return None
    return Upcoming(
        subject=row.subject,
        step=row.step,
        day=day,
        zone=zone,
        starts=row.starts,
        trial=of.protocol,
        site=of.site,
    )
