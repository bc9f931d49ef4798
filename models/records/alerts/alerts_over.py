"""Critical alerts that are over, with who was told of each and not yet that it is."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.alerting.all_clear import STEP, Over
from models.alerting.tellings import AlertToTell, ToldState
from models.records.alerts.alerts_to_tell import Zones, closed_alerts
from models.records.tables import AlertOpening, DeliveryRow, TellingRow
from models.timeline.values import Severity

STILL_NEWS = timedelta(days=2)  # that an alert of longer ago is over helps nobody


def alerts_over(session: Session, zones: Zones, now: datetime) -> list[Over]:
    """What ended lately, to be told to whoever has had a message on it.

    One that passed on to another is over when that is.
    """
    told: dict[int, set[str]] = defaultdict(set)
    last = aliased(AlertOpening)
    query = (
        select(last.id, TellingRow.recipient)
        .join(DeliveryRow, col(DeliveryRow.id) == TellingRow.delivery)
        .join(AlertOpening, col(AlertOpening.id) == TellingRow.alert)
        .join(last, col(last.id) == func.coalesce(AlertOpening.passed_to, AlertOpening.id))
        .where(
            col(last.closed_at) > now - STILL_NEWS,
            col(last.passed_to).is_(None),
            TellingRow.severity == Severity.CRITICAL.value,
            DeliveryRow.state == ToldState.SENT.value,
            ~_heard_already(last),
        )
    )
    for alert, recipient in session.exec(query):
        told[alert or 0].add(recipient)
    over = still_over(session, zones, told)
    return [Over(alert, tuple(sorted(told[alert.number]))) for alert in over]


def _heard_already(last: type[AlertOpening]) -> Exists:
    """That the same reader was told of the end of the same alert, or is about to be."""
    heard = aliased(TellingRow)
    return (
        select(heard.id)
        .where(
            heard.alert == last.id,
            heard.recipient == TellingRow.recipient,
            heard.step == STEP,
        )
        .exists()
    )


def still_over(session: Session, zones: Zones, numbers: Collection[int]) -> list[AlertToTell]:
    """Those of some alerts that are over and whose cause has not come back."""
    again = aliased(AlertOpening)
    stands = (
        select(again.id)
        .where(
            again.subject == AlertOpening.subject,
            again.key == AlertOpening.key,
            col(again.closed_at).is_(None),
        )
        .exists()
    )
    return closed_alerts(session, zones, numbers, ~stands)
