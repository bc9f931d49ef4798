"""Who is told in the simulation, by whom an alert is answered, and who had to be told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine

from models.records.database.errors import AlertUnknown, SnoozeRefused
from models.records.store import OpenAlert, acknowledge, snooze
from models.timeline.values import Severity
from tests.simulation.story import SITES, ZONE

COORDINATORS = {site: f"nurse_{site.lower()}" for site in SITES}
READERS = (*COORDINATORS.values(), "head", "sponsor", "elsewhere")
LADDERS = {
    Severity.CRITICAL: (("nurse", 0), ("head", 30), ("sponsor", 120)),
    Severity.WARNING: (("nurse", 0), ("head", 1440)),
    Severity.INFO: (),
}
"""Who is told, how many minutes after the opening if nobody has answered by then."""


def routing_text() -> str:
    """The same as a routing file."""
    roles = {"head": "investigator", "sponsor": "sponsor"}
    sites = {name: site for site, name in COORDINATORS.items()}
    people = [
        f'[[recipient]]\nname = "{name}"\nrole = "{roles.get(name, "coordinator")}"\n'
        f'sites = ["{sites.get(name, "*")}"]\nchannels = ["{name}_mail", "{name}_hook"]\n'
        f'language = "{"en" if number % 2 else "zh"}"\n'
        + ("" if name in roles else 'digest = "07:00"\n')
        + ("empty_digest = true\n" if name in sites else "")
        for number, name in enumerate(READERS)
    ]
    channels = [f'[[channel]]\nname = "{n}_{way}"\n' for n in READERS for way in ("mail", "hook")]
    return "\n".join([_HEAD, *channels, *people, _ROUTES])


_HEAD = """
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
"""
_ROUTES = """
[[route]]
severity = "critical"
sites = ["*"]
steps = [
  { to = ["coordinator"] },
  { to = ["investigator"], after_minutes = 30 },
  { to = ["sponsor"], after_minutes = 120 },
]
[[route]]
severity = "warning"
sites = ["*"]
steps = [{ to = ["coordinator"] }, { to = ["investigator"], after_minutes = 1440 }]
[[route]]
severity = "info"
sites = ["*"]
steps = []
"""


def reader(role: str, site: str) -> str:
    return COORDINATORS[site] if role == "nurse" else role


def is_night(now: datetime) -> bool:
    hour = now.astimezone(ZONE).hour
    return hour >= 21 or hour < 7


def drawn(text: str) -> float:
    return sha256(text.encode()).digest()[0] / 256


def answer(engine: Engine, standing: Iterable[OpenAlert], now: datetime) -> None:
    """Of what stands, some is taken over, some put off, the rest left unanswered."""
    for alert in standing:
        share = drawn(f"{alert.alert.key} {alert.occasion}")
        who = COORDINATORS[alert.subject[:4]]
        try:
            if share < 0.5:
                acknowledge(engine, str(alert.number), why="seen to", now=now, by=who)
            elif share < 0.6:
                until = now + timedelta(days=2, hours=3)
                snooze(engine, str(alert.number), until=until, why="known", now=now, by=who)
        except (AlertUnknown, SnoozeRefused):
            continue


# ------------------------------------------------------------------ who had to be told


Told = tuple[str, int, int]
"""Reader, alert, occasion."""


@dataclass
class Expected:
    """Which reader had to be told of which alert, worked out look by look.

    Attributes:
        due: since when somebody had to be told.
        severities: of alerts that were told or had to be.
    """

    due: dict[Told, datetime] = field(default_factory=dict)

    def look(self, standing: Iterable[OpenAlert], now: datetime) -> None:
        """Add what falls due at one look."""
        for alert in standing:
            for one in self._asked(alert, now):
                self.due.setdefault(one, now)

    def _asked(self, alert: OpenAlert, now: datetime) -> Iterator[Told]:
        severity = alert.alert.severity
        asleep = severity is not Severity.CRITICAL and is_night(now)
        if alert.acknowledged_by or alert.tell_from > now or asleep:
            return
        for role, minutes in LADDERS[severity]:
            if now < alert.tell_from + timedelta(minutes=minutes):
                return
            yield reader(role, alert.subject[:4]), alert.number, alert.occasion
