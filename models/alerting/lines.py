"""One alert as the facts of a message: who, what must be done, by when, why. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from models.alerting.cases import Case, case_of
from models.alerting.date_words import Language, is_over, is_today, say_by, say_moment
from models.alerting.missing import missing_of
from models.alerting.standing import URGENCY, StandingAlert
from models.alerting.titles import cited_rule, step_title
from models.moments import Minute, to_minute
from models.protocol import Protocol
from models.timeline.results import Alert
from models.timeline.values import Severity

RESULT = re.compile(r"\bis (positive|negative)\b")  # it stays in the application, as does an age


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One alert, ready for a template.

    Attributes:
        step: its title in the reader's language; empty where none is concerned.
        when: the deadline in words; empty where there is none.
        since: the first day on which it would count; empty where that has come.
        passed: whether the deadline is over.
        to: the nearest time to which the step could move; empty where there is none.
        other: the step that must move in its place; empty where none must.
        other_to: when that could be; empty where there is none.
        made_from: the step that makes a lost product anew; empty where nothing was lost.
        missing: what keeps a gate shut, by step or rule alone.
        why: the rule with its source; empty where no rule is concerned.
        detail: the plan's own sentence; empty where the channel may not have it.
        question: the one fact to record; empty where none would do, or the channel may not have it.
        in_english: the sentence is English although the message is not, because it was
            written before there was any other.
    """

    number: int
    subject: str
    site: str
    severity: Severity
    case: Case
    step: str
    rule: str
    deadline: Minute | None
    when: str
    since: str
    passed: bool
    to: str
    other: str
    other_to: str
    made_from: str
    missing: tuple[str, ...]
    why: str
    detail: str
    question: str
    in_english: bool
    acknowledged_by: str


def line_of(
    standing: StandingAlert,
    protocol: Protocol,
    language: Language,
    now: datetime,
    *,
    quotes: bool = True,
) -> Line:
    """Put an alert into the words of one language.

    Args:
        quotes: whether the plan's own sentence may be given.
    """
    alert = standing.alert
    case = case_of(alert, protocol)
    passed = alert.deadline is not None and is_over(alert.deadline, standing.zone, now)
    to = "" if alert.to is None else say_moment(alert.to, standing.zone, language, now)
    own = case not in {Case.MOVE_OTHER, Case.HOLD_AS_DEVIATION}
    secret = case in {Case.INELIGIBLE, Case.ASK_INVESTIGATOR} or RESULT.search(alert.text)
    quoted = quotes and not secret
    detail = _detail(alert, language) if quoted else ""
    return Line(
        number=standing.number,
        subject=standing.subject,
        site=standing.site,
        severity=alert.severity,
        case=case,
        step=step_title(alert.step, protocol, language),
        rule=alert.rule or "",
        deadline=alert.deadline,
        when=_when(standing, case, passed=passed, language=language, now=now),
        since=_since(standing, language, now),
        passed=passed,
        to=to if own else "",
        other=step_title(alert.move, protocol, language),
        other_to="" if own else to,
        made_from=_made_from(alert, case, protocol, language),
        missing=missing_of(standing, protocol, language, now),
        why=cited_rule(alert.rule, protocol, language) if alert.rule else "",
        detail=detail,
        question=_question(alert, language) if quoted else "",
        in_english=language != "en" and detail == alert.text,
        acknowledged_by=standing.acknowledged_by or "",
    )


def _detail(alert: Alert, language: Language) -> str:
    return alert.text_zh or alert.text if language == "zh" else alert.text


def _question(alert: Alert, language: Language) -> str:
    return alert.question_zh or alert.question if language == "zh" else alert.question


def _made_from(alert: Alert, case: Case, protocol: Protocol, language: Language) -> str:
    """A release that was only called off has lost nothing."""
    if case is not Case.BOOK_ANEW or not alert.key.endswith("/missed"):
        return ""
    again = next((repeat.step for repeat in protocol.repeat if repeat.lost == alert.step), None)
    return step_title(again, protocol, language)


def _when(
    standing: StandingAlert, case: Case, *, passed: bool, language: Language, now: datetime
) -> str:
    """A deadline still ahead is said with its "by"; one that is over, or a booking, is a date.

    Of a deviation that is planned only its own date is said: the window is given up.
    """
    deadline = standing.alert.deadline
    if deadline is None or case is Case.HOLD_AS_DEVIATION:
        return ""
    if passed or case is Case.BOOKED_SOON or is_today(deadline, standing.zone, now):
        return say_moment(deadline, standing.zone, language, now)
    return say_by(deadline, standing.zone, language, now)


def _since(standing: StandingAlert, language: Language, now: datetime) -> str:
    opens = standing.alert.opens
    if opens is None or opens <= to_minute(now):
        return ""
    return say_moment(opens, standing.zone, language, now)


def margin(line: Line) -> tuple[int, float, str, int]:
    """Sorts lines: the most severe first, then the smallest margin."""
    deadline = float("inf") if line.deadline is None else line.deadline
    return URGENCY[line.severity], deadline, line.subject, line.number
