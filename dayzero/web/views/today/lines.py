"""What waits for somebody, one line for each cause, grouped by when; pure.

It is read from the alerts that the passes left: nothing is planned for this page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from dayzero.web.views.facts import Document
from dayzero.web.views.subjects import answerer
from dayzero.web.views.today.deeds import Deed, deed_of
from dayzero.web.views.when import Clock, When
from models.alerting.deadlines import is_over
from models.alerting.tellings import URGENCY, AlertState
from models.moments import Minute, local_day
from models.records.store import OpenAlert
from models.timeline.path_word import word_of
from models.timeline.values import Severity
from pictures.colours import COLOUR, Colour
from wording.alerts.first_line import first_line, says_by_when
from wording.sentences import without_stop

_A_WEEK = timedelta(days=7)
_NEVER = float("inf")


class Group(StrEnum):
    """When somebody must act; in the order of the page."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    WAITING = "waiting"  # somebody has taken it over, or put it off
    KNOWN = "known"  # nothing is to be done


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One open alert, with whose it is, the subject's facts and the clock of its site.

    Attributes:
        facts: empty where no line of this alert needs them.
    """

    opened: OpenAlert
    site: str
    facts: Sequence[Document] = ()
    mine: bool
    clock: Clock

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts mine first, then by severity and deadline."""
        alert = self.opened.alert
        deadline = _NEVER if alert.deadline is None else alert.deadline
        one = self.opened.subject, self.opened.number
        return (not self.mine, URGENCY[alert.severity], deadline, *one)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One cause.

    Attributes:
        number: of the alert.
        asked: what must be done, and shortly why.
        by: by when; without a text where there is no deadline, or the line says it already.
        answered_by: who has taken it over or put it off; empty where nobody has.
        deed: the button.
    """

    number: int
    subject: str
    trial: str
    site: str
    mine: bool
    severity: Severity
    severity_word: str
    colour: Colour
    asked: str
    by: When
    answered_by: str
    deed: Deed


def grouped(cases: Iterable[Case]) -> Mapping[Group, list[Case]]:
    """Every case in its group, mine first, then the most severe, then the nearest deadline."""
    groups: dict[Group, list[Case]] = {group: [] for group in Group}
    for case in cases:
        groups[_group_of(case)].append(case)
    return {group: sorted(some, key=lambda case: case.order) for group, some in groups.items()}


def _group_of(case: Case) -> Group:
    """When somebody must act, if anybody must."""
    if case.opened.alert.asks_nothing:
        return Group.KNOWN
    if case.opened.state(case.clock.now) is not AlertState.OPEN:
        return Group.WAITING
    if case.opened.alert.severity is Severity.CRITICAL:
        return Group.NOW
    return _group_by_day(case.opened.alert.deadline, case.clock)


def _group_by_day(deadline: Minute | None, clock: Clock) -> Group:
    """What has no deadline is asked for this week."""
    if deadline is None:
        return Group.WEEK
    if is_over(deadline, clock.zone, clock.now):
        return Group.NOW
    day, today = local_day(deadline, clock.zone), clock.now.astimezone(clock.zone).date()
    if day <= today:
        return Group.TODAY
    return Group.WEEK if day <= today + _A_WEEK else Group.LATER


def line_of(case: Case) -> TodayLine:
    """One case in words."""
    opened, clock = case.opened, case.clock
    alert = opened.alert
    word = word_of(alert)
    return TodayLine(
        number=opened.number,
        subject=opened.subject,
        trial=clock.voice.protocol.id,
        site=case.site,
        mine=case.mine,
        severity=alert.severity,
        severity_word=clock.words.listed.severities[alert.severity],
        colour=COLOUR[word],
        asked=without_stop(first_line(alert, clock.voice), clock.voice),
        by=_by(case),
        answered_by=answerer(opened, clock),
        deed=deed_of(alert, f"alert-{opened.number}", case.facts, clock),
    )


def _by(case: Case) -> When:
    """A deadline that is over is said as a date: a `by` would be too late."""
    alert, clock = case.opened.alert, case.clock
    if alert.deadline is None or says_by_when(alert):
        return When("")
    if is_over(alert.deadline, clock.zone, clock.now):
        return clock.moment(alert.deadline)
    return clock.by(alert.deadline)
