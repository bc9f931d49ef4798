"""Alerts that stand, routings and records of tellings, as the tests of alerting start from."""

import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from models.alerting.due import deliveries_due
from models.alerting.routing import Routing
from models.alerting.routing_file import load_routing
from models.alerting.tellings import (
    AlertToTell,
    Delivery,
    DeliveryKind,
    Past,
    Told,
    ToldState,
)
from models.timeline.values import Severity
from tests.unit.records.recorded import SUBJECT, an_alert
from wording.language import languages

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = {"CN01": SHANGHAI, "CN02": SHANGHAI}
NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
"""Tuesday, 12:00 in Shanghai."""

BASE = """
schema = "dayzero.routing/1"

[quiet]
from = "21:00"
until = "07:00"

[storm]
above = 5
within_minutes = 10

[retry]
tries = 3
first_wait_seconds = 60
longest_wait_seconds = 900

[[channel]]
name = "ward_mail"

[[channel]]
name = "ward_chat"

[[channel]]
name = "head_mail"
"""
PEOPLE = """
[[recipient]]
name = "nurse"
role = "coordinator"
sites = ["*"]
channels = ["ward_mail", "ward_chat"]
digest = "07:00"

[[recipient]]
name = "head"
role = "investigator"
sites = ["*"]
channels = ["head_mail"]
"""
ROUTES = """
[[route]]
severity = "critical"
sites = ["*"]
steps = [{ to = ["coordinator"] }, { to = ["investigator"], after_minutes = 30 }]

[[route]]
severity = "warning"
sites = ["*"]
steps = [{ to = ["coordinator"] }, { to = ["investigator"], after_minutes = 1440 }]

[[route]]
severity = "info"
sites = ["*"]
steps = []
"""


def a_routing(people: str = PEOPLE, routes: str = ROUTES, base: str = BASE) -> Routing:
    """A routing as its author writes it, read for the sites CN01 and CN02."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "routing.toml"
        file.write_text(base + people + routes)
        return load_routing(file, tuple(ZONES), languages())


def standing(number: int = 1, **changes: Any) -> AlertToTell:
    """An alert that stands since noon; `severity`, `deadline`, … go to the alert itself."""
    own = {"number", "word", "subject", "site", "zone", "occasion", "tell_from", "acknowledged_by"}
    facts: dict[str, Any] = {
        "number": number,
        "subject": SUBJECT,
        "site": "CN01",
        "zone": SHANGHAI,
        "occasion": 0,
        "tell_from": NOON,
        **{name: value for name, value in changes.items() if name in own},
    }
    alert = {name: value for name, value in changes.items() if name not in own}
    return AlertToTell(**facts, alert=an_alert(f"key {number}", **alert))


def warning(number: int = 1, **changes: Any) -> AlertToTell:
    return standing(number, severity=Severity.WARNING, **changes)


def due(
    alerts: Iterable[AlertToTell],
    past: Past = Past(),  # noqa: B008  frozen and empty
    *,
    at: datetime = NOON,
    routing: Routing | None = None,
) -> list[Delivery]:
    """What is due, digests left aside."""
    found = deliveries_due(list(alerts), routing or a_routing(), past, at, ZONES)
    return [delivery for delivery in found if delivery.kind is not DeliveryKind.DIGEST]


def recorded(
    deliveries: Iterable[Delivery],
    state: ToldState = ToldState.SENT,
    *,
    at: datetime = NOON,
    before: Past = Past(),  # noqa: B008  frozen and empty
) -> Past:
    """What is on record once some messages are, all of them in one state."""
    made = list(deliveries)
    told = tuple(
        Told(
            telling=telling,
            state=state,
            recorded_at=at,
            sent_at=at if state is ToldState.SENT else None,
        )
        for delivery in made
        for telling in delivery.tellings
    )
    keys = {delivery.key for delivery in made if delivery.kind is DeliveryKind.DIGEST}
    return Past((*before.told, *told), before.keys | keys)


def after(**length: float) -> datetime:
    return NOON + timedelta(**length)
