"""Alerts of a plan, with what people did about them; pure.

That an alert stands is the plan's to say, now; the records know since when, and who has
taken it over. One that no pass has opened yet can be read but not yet answered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from dayzero.web.recording.proposal_fields import moves_asked
from dayzero.web.views.facts import Document
from dayzero.web.views.rules import Rule, rule_of
from dayzero.web.views.today.deeds import Deed, Does, deed_of
from dayzero.web.views.when import Clock, When
from models.alerting.tellings import URGENCY, AlertState, AlertToTell
from models.disclosure import INSIDE
from models.moments import Minute, at_zone, to_minute
from models.protocol import Protocol
from models.reasons.alerts.asks import RecordDeviation
from models.records.store import LONGEST_SNOOZE_DAYS, OpenAlert
from models.timeline.path_word import Word, word_of
from models.timeline.results import Alert, Plan
from models.timeline.values import Severity
from pictures.colours import COLOUR, Colour
from pictures.told_once import other_ways
from wording.alerts.first_line import first_line, says_by_when
from wording.messages.lines import line_of
from wording.messages.messages import said
from wording.saying import say
from wording.sentences import without_stop

NEVER = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertCard:
    """One alert.

    Attributes:
        number: by which it is answered; None where no pass has opened it yet.
        asked: what must be done, and shortly why.
        by: by when; empty where there is no deadline.
        detail: the whole cause; empty where that has been said.
        asks_nothing: it is only to be known.
        explains: the answer is the reason of a deviation, which may have a root cause.
        try_it: the proposal that makes the move, for an address; empty where nothing moves.
        deed: the form that does what is asked; None where the card itself does.
        otherwise: other changes that would do, each on its own.
        snooze_until: what the form for putting it off starts with, on the site's clock.
    """

    key: str
    number: int | None
    severity: Severity
    severity_word: str
    word: Word
    colour: Colour
    asked: str
    asks_nothing: bool
    explains: bool
    try_it: str
    deed: Deed | None
    otherwise: tuple[str, ...]
    by: str
    deadline: When | None
    rule: Rule | None
    detail: str
    state: AlertState
    opened: When | None
    reopened: int
    answered_by: str
    answered_at: When | None
    answered_why: str
    snoozed_until: When | None
    snooze_until: str
    order: tuple[bool, bool, int, float]

    @property
    def answered(self) -> bool:
        """Whether somebody has taken it over, or put it off."""
        return self.state is not AlertState.OPEN


def alert_cards(
    plan: Plan,
    opened: Iterable[OpenAlert],
    protocol: Protocol,
    clock: Clock,
    facts: Sequence[Document] = (),
) -> list[AlertCard]:
    """The plan's alerts: those that wait for somebody first, of them the most urgent.

    What is only to be known comes last.

    Args:
        facts: the subject's, as recorded; a question on one of them opens its form.
    """
    by_key = {one.alert.key: one for one in opened}
    cards = (_card(alert, by_key.get(alert.key), plan, protocol, clock) for alert in plan.alerts)
    with_deeds = (
        replace(card, deed=_deed(alert, facts, clock))
        for card, alert in zip(cards, plan.alerts, strict=True)
    )
    return sorted(with_deeds, key=lambda card: card.order)


def _deed(alert: Alert, facts: Sequence[Document], clock: Clock) -> Deed | None:
    """What is no move, which the card offers to try, and stands in a form of its own."""
    deed = deed_of(alert, "", facts, clock)
    return None if deed.does in {Does.MOVE, Does.OPEN} else deed


def urgent_cards(urgent: Iterable[Alert], cards: Iterable[AlertCard]) -> list[AlertCard]:
    """The cards of what became urgent, in its order."""
    by_key = {card.key: card for card in cards}
    return [by_key[alert.key] for alert in urgent]


def _card(
    alert: Alert, opened: OpenAlert | None, plan: Plan, protocol: Protocol, clock: Clock
) -> AlertCard:
    now = clock.now
    told_of = _to_tell(alert, opened, plan, now)
    line = line_of(told_of, protocol, clock.language, now, ceiling=INSIDE)
    voice = clock.voice
    first, whole = first_line(alert, voice), say(alert.cause, voice)
    state = opened.state(now) if opened else AlertState.OPEN
    deadline = NEVER if alert.deadline is None else alert.deadline
    return AlertCard(
        key=alert.key,
        number=opened.number if opened else None,
        severity=alert.severity,
        severity_word=clock.words.listed.severities[alert.severity],
        word=word_of(alert),
        colour=COLOUR[word_of(alert)],
        asked=without_stop(first, voice),
        asks_nothing=alert.asks_nothing,
        explains=isinstance(alert.ask, RecordDeviation),
        try_it=urlencode(moves_asked(alert, clock.zone)),
        deed=None,
        otherwise=tuple(say(way.reason, voice) for way in other_ways(alert, plan)),
        by="" if says_by_when(alert) else said(line, clock.language).by,
        deadline=None if alert.deadline is None else clock.moment(alert.deadline),
        rule=rule_of(alert.rule, clock.voice) if alert.rule else None,
        detail="" if whole == first else whole,
        state=state,
        opened=clock.instant(opened.opened_at) if opened else None,
        reopened=opened.reopened if opened else 0,
        answered_by=_answerer(opened, state),
        answered_at=_answered_at(opened, clock),
        answered_why=_why(opened, state),
        snoozed_until=clock.instant(opened.tell_from)
        if opened and state is AlertState.SNOOZED
        else None,
        snooze_until=_snooze(alert.deadline, clock),
        order=(
            alert.asks_nothing,
            state is not AlertState.OPEN,
            URGENCY[alert.severity],
            deadline,
        ),
    )


def _to_tell(alert: Alert, opened: OpenAlert | None, plan: Plan, now: datetime) -> AlertToTell:
    return AlertToTell(
        number=opened.number if opened else 0,
        subject=plan.subject,
        site=plan.site,
        zone=plan.zone,
        alert=alert,
        occasion=opened.occasion if opened else 0,
        tell_from=opened.tell_from if opened else now,
        acknowledged_by=opened.acknowledged_by if opened else None,
    )


def _answerer(opened: OpenAlert | None, state: AlertState) -> str:
    if opened is None:
        return ""
    by = opened.snoozed_by if state is AlertState.SNOOZED else opened.acknowledged_by
    return by or ""


def _why(opened: OpenAlert | None, state: AlertState) -> str:
    if opened is None:
        return ""
    why = opened.snoozed_why if state is AlertState.SNOOZED else opened.acknowledged_why
    return why or ""


def _answered_at(opened: OpenAlert | None, clock: Clock) -> When | None:
    if opened is None or opened.acknowledged_at is None:
        return None
    return clock.instant(opened.acknowledged_at)


def _snooze(deadline: Minute | None, clock: Clock) -> str:
    """Tomorrow at the same hour, or half way to a deadline that comes before."""
    now = to_minute(clock.now)
    tomorrow = now + int(timedelta(days=1).total_seconds()) // 60
    until = (
        tomorrow
        if deadline is None or deadline < now
        else min(tomorrow, now + (deadline - now) // 2)
    )
    until = min(until, now + LONGEST_SNOOZE_DAYS * 24 * 60)
    return at_zone(until, clock.zone).format("YYYY-MM-DDTHH:mm")
