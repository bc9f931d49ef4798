"""How alerts, messages and deviations are said at a terminal, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.alerting.tellings import DeliveryKind, ToldState
from wording.catalogue import Counted
from wording.filled import From, part


@part("terminal", "answers")
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords:
    """One language; every text names its own blanks.

    Attributes:
        alerts: above the columns: number, severity, subject, by, what to do.
        since: a deadline that has passed.
        deliveries: above the columns: number, state, to, about, what was said.
        deviations: above the columns: number, subject, rule, outside by, what, reason.
        lifted: a deviation that no longer follows from the facts.
    """

    at_site: str
    alerts: tuple[str, str, str, str, str]
    answer: str
    since: str
    acknowledged: str
    snoozed: str
    no_alert: str
    said_acknowledged: str
    said_snoozed: str
    deliveries: tuple[str, str, str, str, str]
    told: Mapping[ToldState, str]
    kinds: Mapping[DeliveryKind, str]
    sent: Annotated[str, From("terminal", "answers.told.sent")]
    unfinished: str
    and_more: str
    subjects: Annotated[str, From("feeds", "calendar.listed")]
    tried: str
    dead_means: str
    no_delivery: str
    deviations: tuple[str, str, str, str, str, str]
    explain: str
    explained: str
    wanted: str
    wanted_from: str
    lifted: str
    no_deviation: str
    written: Counted
    said_explained: str
    said_same_person: str
    said_not_same_person: str
    same_person: str
