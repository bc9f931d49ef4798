"""What the lists are made of: each subject with its plan, or with why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from models.errors import InputRefused
from models.protocol import Protocol
from models.records.store import OpenAlert, RegisteredDeviation
from models.timeline.results import Plan
from wording.language import Language
from wording.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One subject at one moment.

    Attributes:
        plan: or why the chart cannot be planned.
        protocol: the subject's own, with its site's calendars.
        zone: of the subject's days.
        alerts: those that are open, the most urgent first.
    """

    subject: str
    site: str
    zone: ZoneInfo
    protocol: Protocol
    plan: Plan | InputRefused
    alerts: Sequence[OpenAlert]

    def voice(self, language: Language) -> Voice:
        """How the subject is told of, by its own clock."""
        return Voice(language=language, zone=self.zone, protocol=self.protocol)


@dataclass(frozen=True, slots=True, kw_only=True)
class Everybody:
    """All that was asked for, as of one moment.

    Attributes:
        subjects: by number.
        deviations: of these subjects, by subject.
    """

    as_of: datetime
    subjects: Sequence[Standing]
    deviations: Mapping[str, Sequence[RegisteredDeviation]]
