"""The gentle word that a critical alert is over: to whom it is due. Pure.

Only who was told of the alert hears that it is over, once; as nothing presses, it waits for the
end of quiet hours. Where the same cause stands again meanwhile, nothing is over.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from models.alerting.clock_hours import is_quiet
from models.alerting.routing import Routing
from models.alerting.tellings import AlertToTell, Delivery, DeliveryKind, Telling
from models.timeline.values import Severity

STEP = -1
"""The place in a route of a telling that an alert is over: before its first step."""

KEY_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Over:
    """A critical alert that is over, and who was told of it and not yet that it is."""

    alert: AlertToTell
    told: tuple[str, ...]


def all_clears_due(over: Iterable[Over], routing: Routing, now: datetime) -> tuple[Delivery, ...]:
    """One message for each reader, with all that is over for them at this look."""
    by_reader: dict[str, list[AlertToTell]] = defaultdict(list)
    for one in over:
        if not is_quiet(routing.quiet, now, one.alert.zone):
            for recipient in one.told:
                by_reader[recipient].append(one.alert)
    return tuple(
        _delivery(recipient, alerts)
        for recipient, alerts in sorted(by_reader.items())
        if recipient in routing.recipient_by_name
    )


def _delivery(recipient: str, alerts: Sequence[AlertToTell]) -> Delivery:
    keys = sorted(f"over.{alert.word or alert.number}.{recipient}" for alert in alerts)
    grouped = sha256("\n".join(keys).encode()).hexdigest()[:KEY_LENGTH]
    return Delivery(
        key=keys[0] if len(keys) == 1 else f"over.{grouped}.{recipient}",
        kind=DeliveryKind.ALL_CLEAR,
        recipient=recipient,
        severity=Severity.INFO,
        tellings=tuple(
            Telling(alert=alert.number, occasion=0, recipient=recipient, step=STEP)
            for alert in alerts
        ),
    )
