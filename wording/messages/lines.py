"""One alert as the facts of a message: who, what must be done, by when, why. Pure.

Below the ceiling `treatment` a line holds typed facts alone: the case, steps and dates.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from models.alerting.case_names import Case
from models.alerting.cases import case_of, first_cause
from models.alerting.deadlines import is_over, is_today
from models.alerting.disclosed import case_below, rule_discloses, sentence_discloses
from models.alerting.tellings import URGENCY, AlertToTell
from models.disclosure import Disclosure
from models.moments import Minute, to_minute
from models.protocol import Protocol
from models.reasons.alerts.asked import ways_of
from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.bookings import BookAgain, BookOnOrAfter, RecordWhenDone
from models.reasons.alerts.delays import BookedOutsideWindow
from models.reasons.alerts.moves import MoveStep, MoveStepOnOrAfter
from models.reasons.kept import AsSaidBefore
from models.reasons.verdicts.tests import TestMissing
from models.reasons.verdicts.washouts import WashoutBroken
from models.timeline.results import Alert
from models.timeline.values import Severity
from wording.dates.deadlines import say_by, say_moment
from wording.language import Language
from wording.messages.in_full import MOVES, say_in_full
from wording.messages.titles import cited_rule, is_test, step_title
from wording.saying import say
from wording.voice import Voice

ProtocolOf = Callable[[str | None], Protocol]
"""Gives the protocol of a trial, by its id; of no trial in particular, by None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One alert, ready for a template.

    Attributes:
        plain: no reason is given, only what to do and when; the reason is behind the link.
        step: its title in the reader's language; empty where none is concerned.
        tests: whether that step is a test.
        rule: empty where the channel may not have it.
        when: the deadline in words; empty where there is none.
        was: when a step that must move is booked, where the message is plain.
        since: the first day on which it would count; empty where that has come.
        passed: whether the deadline is over.
        to: the nearest time to which the step could move; empty where there is none.
        other: the step that must move in its place, or that must wait for it; else empty.
        other_to: when that could be; empty where there is none.
        made_from: the step that makes a lost product anew; empty where nothing was lost.
        why: the rule with its source; empty where no rule is concerned, or may be named.
        detail: why, in whole sentences, and what to do where they say more of it; empty where
            the channel may not have them.
        question: the one fact to record; empty where none would do, or the channel may not have it.
        in_english: the sentence is English although the message is not, because it was
            written before there was any other.
        version: of the protocol, where that it began to count raised the alert; else empty.
    """

    number: int
    subject: str
    site: str
    severity: Severity
    case: Case
    plain: bool
    step: str
    tests: bool
    rule: str
    deadline: Minute | None
    when: str
    was: str
    since: str
    passed: bool
    to: str
    other: str
    other_to: str
    made_from: str
    why: str
    detail: str
    question: str
    in_english: bool
    acknowledged_by: str
    version: str


def line_of(
    told_of: AlertToTell,
    protocol: Protocol,
    language: Language,
    now: datetime,
    *,
    ceiling: Disclosure,
) -> Line:
    """Put an alert into the words of one language.

    Args:
        ceiling: what it may reveal of the subject.
    """
    alert = told_of.alert
    case = case_below(case_of(alert, protocol), ceiling)
    plain = ceiling < Disclosure.TREATMENT
    passed = alert.deadline is not None and is_over(alert.deadline, told_of.zone, now)
    to = "" if alert.to is None else say_moment(alert.to, told_of.zone, language, now)
    own = case not in {Case.MOVE_OTHER, Case.HOLD_AS_DEVIATION}
    rule = _named_rule(alert, protocol, ceiling)
    today = now.astimezone(told_of.zone).date()
    voice = Voice(language=language, zone=told_of.zone, protocol=protocol, dates=today)
    shown = not plain and sentence_discloses(alert, protocol) <= ceiling
    return Line(
        number=told_of.number,
        subject=told_of.subject,
        site=told_of.site,
        severity=alert.severity,
        case=case,
        plain=plain,
        step=step_title(alert.step, protocol, language, ceiling),
        tests=is_test(alert.step, protocol),
        rule=rule,
        deadline=alert.deadline,
        when=_when(told_of, case, passed=passed, language=language, now=now),
        was=_was(told_of, language, now) if plain and case in MOVES else "",
        since=_since(told_of, language, now),
        passed=passed,
        to=to if own else "",
        other=step_title(_other(alert), protocol, language, ceiling),
        other_to="" if own else to,
        made_from=_made_from(alert, protocol, language),
        why=cited_rule(rule, protocol, language) if rule else "",
        detail=say_in_full(alert, case, voice, passed=passed) if shown else "",
        question=_question(alert, voice) if ceiling >= Disclosure.RESULT else "",
        in_english=_is_in_english(alert, language),
        acknowledged_by=told_of.acknowledged_by or "",
        version=told_of.version or "",
    )


def _other(alert: Alert) -> str | None:
    waits = alert.ask.before if isinstance(alert.ask, RecordWhenDone) else None
    return alert.move or waits


def _named_rule(alert: Alert, protocol: Protocol, ceiling: Disclosure) -> str:
    told = max(rule_discloses(alert.rule, protocol), Disclosure.TREATMENT)
    return alert.rule if alert.rule and told <= ceiling else ""


def _question(alert: Alert, voice: Voice) -> str:
    """What is to be recorded; of several the first."""
    first = None if alert.ask is None else ways_of(alert.ask)[0]
    return say(first.question, voice) if isinstance(first, RecordFact) else ""


def _is_in_english(alert: Alert, language: Language) -> bool:
    """It was kept as a sentence, and in no other language."""
    kept = alert.cause.texts if isinstance(alert.cause, AsSaidBefore) else {language: ""}
    return language not in kept


def _made_from(alert: Alert, protocol: Protocol, language: Language) -> str:
    """A release that was only called off has lost nothing."""
    again = alert.ask.made_from if isinstance(alert.ask, BookAgain) else None
    return step_title(again, protocol, language)


def _was(told_of: AlertToTell, language: Language, now: datetime) -> str:
    """When a step that must move is booked."""
    booked = _booked_for(told_of.alert)
    return "" if booked is None else say_moment(booked, told_of.zone, language, now)


def _booked_for(alert: Alert) -> Minute | None:
    """Of a row of before there were reasons, its deadline."""
    first = None if alert.ask is None else ways_of(alert.ask)[0]
    if isinstance(first, MoveStep | MoveStepOnOrAfter) and first.since is not None:
        return first.since.earliest
    match first_cause(alert.cause):
        case WashoutBroken(judged=at) | TestMissing(judged=at) | BookedOutsideWindow(at=at):
            return at.earliest
        case _:
            return alert.deadline


def _when(
    told_of: AlertToTell, case: Case, *, passed: bool, language: Language, now: datetime
) -> str:
    """A deadline still ahead is said with its "by"; one that is over, or a booking, is a date.

    Of a deviation that is planned only its own date is said: the window is given up.
    """
    deadline = told_of.alert.deadline
    if deadline is None or case is Case.HOLD_AS_DEVIATION:
        return ""
    if passed or case is Case.BOOKED_SOON or is_today(deadline, told_of.zone, now):
        return say_moment(deadline, told_of.zone, language, now)
    return say_by(deadline, told_of.zone, language, now)


def _since(told_of: AlertToTell, language: Language, now: datetime) -> str:
    ask = told_of.alert.ask
    opens = ask.to if isinstance(ask, BookOnOrAfter) else told_of.alert.opens
    if opens is None or opens <= to_minute(now):
        return ""
    return say_moment(opens, told_of.zone, language, now)


def margin(line: Line) -> tuple[int, float, str, int]:
    """Sorts lines: the most severe first, then the smallest margin."""
    deadline = float("inf") if line.deadline is None else line.deadline
    return URGENCY[line.severity], deadline, line.subject, line.number
