"""The list of subjects: who needs attention and why; pure.

It is read from what the passes left: nothing is planned for this page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dayzero.web.views.day_zero import Margin, say_margin
from dayzero.web.views.when import Clock, When
from models.alerting.tellings import URGENCY, AlertState
from models.moments import Minute, Span
from models.records.store import ListedSubject, OpenAlert, Stand
from models.timeline.path_word import Word
from models.timeline.values import Severity
from pictures import margins
from pictures.colours import COLOUR, Colour
from pictures.margins import MarginKind
from wording.alerts.first_line import first_line, says_by_when
from wording.saying import say_if_any
from wording.sentences import without_stop

CALM: Final = frozenset({Word.ON_TRACK, Word.CLOSED, Word.DONE})
"""Words of those of whom nothing is asked."""

_NEVER: Final = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAlert:
    """The most urgent alert of a subject.

    Attributes:
        asked: what must be done, and shortly why.
        by: by when; empty where there is no deadline, or it is said already.
        answered_by: who has taken it over or put it off; empty where nobody has.
    """

    severity: Severity
    severity_word: str
    asked: str
    by: str
    answered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """One subject.

    Attributes:
        said: the state; empty where no pass has left one.
        phase: the part of the path that the subject is in.
        alert: the most urgent one, that nobody has answered if there is one.
        alerts: how many are open.
        following: what comes next, and when.
        suggested: whether Day 0 is only a suggestion.
        refused: why the chart cannot be planned; empty where it can.
        missed: whether its pass should have come before, so that all of it may be older.
    """

    subject: str
    trial: str
    site: str
    said: str
    colour: Colour
    phase: str
    alert: FirstAlert | None
    alerts: int
    following: str
    following_when: When | None
    day_zero: When | None
    suggested: bool
    closed: str
    margin: Margin | None
    refused: str
    missed: bool


def subject_row(
    listed: ListedSubject, opened: Iterable[OpenAlert], clock: Clock, refused: str
) -> SubjectRow:
    """One line of the list.

    Args:
        refused: why the chart cannot be planned.
    """
    stand, first = listed.stand, _first(opened, clock)
    return SubjectRow(
        subject=listed.subject,
        trial=listed.protocol,
        site=listed.site,
        said=_said(stand, clock),
        colour=COLOUR[Word(stand.word)] if stand else Colour.GREY,
        phase=say_phase(stand.phase, clock) if stand else "",
        alert=first,
        alerts=listed.alerts,
        following=clock.voice.step(stand.step) if stand and stand.step else "",
        following_when=_when(stand.step_from, stand.step_to, clock) if stand else None,
        day_zero=_when(stand.day_zero_from, stand.day_zero_to, clock) if stand else None,
        suggested=stand is not None and not stand.day_zero_set,
        closed=say_if_any(stand.ended, clock.voice) if stand else "",
        margin=say_margin(_margin(stand), clock) if stand else None,
        refused=refused,
        missed=listed.missed,
    )


def say_phase(phase: str, clock: Clock) -> str:
    """A phase of the protocol by its title, or how the path is over."""
    over = clock.words.listed.over.get(phase)
    return over or phase_titles(clock).get(phase, phase)


def phase_titles(clock: Clock) -> dict[str, str]:
    """The phases of the clock's protocol, in the order of the path."""
    return {one.id: clock.voice.text(one.titles) for one in clock.voice.protocol.phase}


def _said(stand: Stand | None, clock: Clock) -> str:
    return clock.words.path.words[Word(stand.word)] if stand else ""


def _first(opened: Iterable[OpenAlert], clock: Clock) -> FirstAlert | None:
    """In the order in which the list sorts by it."""
    alerts: Sequence[OpenAlert] = sorted(opened, key=lambda one: _order(one, clock))
    return _alert(alerts[0], clock) if alerts else None


def _order(opened: OpenAlert, clock: Clock) -> tuple[bool, bool, int, float, int]:
    alert = opened.alert
    return (
        alert.asks_nothing,
        opened.state(clock.now) is not AlertState.OPEN,
        URGENCY[alert.severity],
        _NEVER if alert.deadline is None else alert.deadline,
        opened.number,
    )


def _alert(opened: OpenAlert, clock: Clock) -> FirstAlert:
    alert, voice = opened.alert, clock.voice
    known = alert.deadline is None or says_by_when(alert)
    return FirstAlert(
        severity=alert.severity,
        severity_word=clock.words.listed.severities[alert.severity],
        asked=without_stop(first_line(alert, voice), voice),
        by="" if known else clock.by(alert.deadline or 0).text,
        answered_by=answerer(opened, clock),
    )


def answerer(opened: OpenAlert, clock: Clock) -> str:
    """Who has taken an alert over or put it off; empty where nobody has."""
    match opened.state(clock.now):
        case AlertState.SNOOZED:
            return opened.snoozed_by or ""
        case AlertState.ACKNOWLEDGED:
            return opened.acknowledged_by or ""
        case _:
            return ""


def _when(first: Minute | None, last: Minute | None, clock: Clock) -> When | None:
    if first is None or last is None:
        return None
    return clock.span(Span(first, last))


def _margin(stand: Stand) -> margins.Margin | None:
    if stand.margin is None or stand.margin_rule is None:
        return None
    return margins.Margin(MarginKind(stand.margin), stand.margin_rule, stand.margin_minutes)
