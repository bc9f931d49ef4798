"""Who needs attention: open alerts with the site that must act, most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from models.alerting.tellings import AlertToTell
from models.protocol import load_protocol
from models.records.store import OpenAlert, headers_of, open_alerts
from models.timeline.results import Alert


@dataclass(frozen=True, slots=True)
class Attention:
    """One open alert, and where it is to be answered.

    Attributes:
        trial: by whose words it is told.
        zone: whose clock its deadline is told by.
    """

    opened: OpenAlert
    trial: str
    site: str
    zone: ZoneInfo

    @property
    def subject(self) -> str:
        """The study number."""
        return self.opened.subject

    @property
    def told(self) -> AlertToTell:
        """The same, as messages are made of it."""
        return AlertToTell(
            number=self.opened.number,
            subject=self.subject,
            site=self.site,
            zone=self.zone,
            alert=self.alert,
            occasion=self.opened.occasion,
            tell_from=self.opened.tell_from,
            acknowledged_by=self.opened.acknowledged_by,
            reopened=self.opened.reopened,
            version=self.opened.version,
            trial=self.trial,
        )

    @property
    def alert(self) -> Alert:
        """The alert itself."""
        return self.opened.alert


def read_attention(engine: Engine, subject: str | None = None) -> list[Attention]:
    """Every open alert, or one subject's, the most urgent first.

    Raises:
        SubjectUnknown: if a subject is named that nobody has enrolled.
    """
    opened = open_alerts(engine, subject)
    headers = headers_of(engine, dict.fromkeys(one.subject for one in opened))
    places = {name: _place(header) for name, header in headers.items()}
    return [Attention(alert, *places[alert.subject]) for alert in opened]


def _place(chart: Mapping[str, object]) -> tuple[str, str, ZoneInfo]:
    """The subject's trial and site, and the zone of its days: the chart's own, else the site's."""
    trial, site = str(chart["protocol"]), str(chart["site"])
    zone = chart.get("timezone")
    return trial, site, ZoneInfo(str(zone)) if zone else load_protocol(trial).sites[site].zone
