"""One alert as the facts of a message: who, what must be done, by when, why. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.alerting.date_words import Language, say_by, say_moment
from models.alerting.standing import URGENCY, StandingAlert
from models.moments import Minute, to_minute
from models.protocol import Protocol
from models.timeline.chinese.words import say_source_zh
from models.timeline.results import Alert, Missing
from models.timeline.values import AlertKind, Severity

RESULT = re.compile(r"\bis (positive|negative)\b")
AWAITED = "/result"  # the end of the key of an alert on a result that is awaited too long


class Case(StrEnum):
    """What is asked of the reader; each has a sentence in each language."""

    MOVE_FOR_WASHOUT = "move_for_washout"
    MOVE_INTO_WINDOW = "move_into_window"
    MOVE_FOR_EVIDENCE = "move_for_evidence"
    DONE_AGAINST_WASHOUT = "done_against_washout"
    DONE_OUT_OF_WINDOW = "done_out_of_window"
    DONE_WITHOUT_EVIDENCE = "done_without_evidence"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    BOOKED_SOON = "booked_soon"
    LAST_DAY = "last_day"
    GATE_SHUT = "gate_shut"
    REPEAT_EVIDENCE = "repeat_evidence"
    INFEASIBLE = "infeasible"
    GIVE_INFORMATION = "give_information"
    ASK_FOR_RESULT = "ask_for_result"
    INELIGIBLE = "ineligible"
    PROVISIONAL_CALENDAR = "provisional_calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One alert, ready for a template.

    Attributes:
        step: its title in the reader's language; empty where none is concerned.
        when: the deadline in words; empty where there is none.
        passed: whether the deadline is over.
        to: the nearest time to which the step could move; empty where there is none.
        missing: what keeps a gate shut, by step or rule alone.
        why: the rule with its source; empty where no rule is concerned.
        detail: the plan's own sentence; empty where the channel may not have it.
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
    passed: bool
    to: str
    missing: tuple[str, ...]
    why: str
    detail: str
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
    passed = alert.deadline is not None and alert.deadline < to_minute(now)
    detail = "" if not quotes or _tells_a_result(alert) else _detail(alert, language)
    return Line(
        number=standing.number,
        subject=standing.subject,
        site=standing.site,
        severity=alert.severity,
        case=case,
        step=_title(alert, protocol, language),
        rule=alert.rule or "",
        deadline=alert.deadline,
        when=_when(standing, case, passed=passed, language=language, now=now),
        passed=passed,
        to="" if alert.to is None else say_moment(alert.to, standing.zone, language, now),
        missing=missing_of(alert, protocol, language),
        why=cited_rule(alert.rule, protocol, language) if alert.rule else "",
        detail=detail,
        in_english=language != "en" and detail == alert.text,
        acknowledged_by=standing.acknowledged_by or "",
    )


def case_of(alert: Alert, protocol: Protocol) -> Case:
    """What is asked; an alert on a booked step has a deadline, one on a done step has none."""
    done = alert.deadline is None
    evidence = alert.rule in {evidence.rule for evidence in protocol.evidence}
    match alert.kind:
        case AlertKind.WASHOUT_VIOLATED:
            return Case.DONE_AGAINST_WASHOUT if done else Case.MOVE_FOR_WASHOUT
        case AlertKind.WINDOW_VIOLATED if evidence:
            return Case.DONE_WITHOUT_EVIDENCE if done else Case.MOVE_FOR_EVIDENCE
        case AlertKind.WINDOW_VIOLATED:
            return Case.DONE_OUT_OF_WINDOW if done else Case.MOVE_INTO_WINDOW
        case AlertKind.DUE_SOON:
            return _case_of_what_is_due(alert, protocol)
        case AlertKind.NEEDS_INFORMATION:
            return Case.ASK_FOR_RESULT if alert.key.endswith(AWAITED) else Case.GIVE_INFORMATION
        case _:
            return _PLAIN[alert.kind]


def _case_of_what_is_due(alert: Alert, protocol: Protocol) -> Case:
    if alert.rule == protocol.gate.rule:
        return Case.GATE_SHUT
    if alert.booked:
        return Case.BOOKED_SOON
    return Case.DUE_SOON if alert.severity is Severity.INFO else Case.LAST_DAY


_PLAIN = {
    AlertKind.OVERDUE: Case.OVERDUE,
    AlertKind.EVIDENCE_EXPIRED: Case.REPEAT_EVIDENCE,
    AlertKind.INFEASIBLE: Case.INFEASIBLE,
    AlertKind.INELIGIBLE: Case.INELIGIBLE,
    AlertKind.PROVISIONAL_CALENDAR: Case.PROVISIONAL_CALENDAR,
}


def _detail(alert: Alert, language: Language) -> str:
    return alert.text_zh or alert.text if language == "zh" else alert.text


def missing_of(alert: Alert, protocol: Protocol, language: Language) -> tuple[str, ...]:
    """What keeps a gate shut, each once: a step, or a rule with its title; no drug's name."""
    said = (_said_missing(item, protocol, language) for item in alert.missing)
    return tuple(dict.fromkeys(said))


def _said_missing(item: Missing, protocol: Protocol, language: Language) -> str:
    criterion = protocol.criterion_by_rule.get(item.rule or "")
    if criterion is not None:
        title = criterion.title_zh if language == "zh" else criterion.title
        return f"{criterion.rule} {title}"
    return item.rule or _step_title(item.step, protocol, language)


def _title(alert: Alert, protocol: Protocol, language: Language) -> str:
    return _step_title(alert.step, protocol, language)


def _step_title(name: str | None, protocol: Protocol, language: Language) -> str:
    step = protocol.step_by_id.get(name or "")
    if step is None:
        return ""
    return step.title_zh if language == "zh" else step.title


def _when(
    standing: StandingAlert, case: Case, *, passed: bool, language: Language, now: datetime
) -> str:
    """A deadline still ahead is said with its "by"; one that is over, or a booking, is a date."""
    deadline = standing.alert.deadline
    if deadline is None:
        return ""
    if passed or case is Case.BOOKED_SOON:
        return say_moment(deadline, standing.zone, language, now)
    return say_by(deadline, standing.zone, language, now)


def cited_rule(rule: str, protocol: Protocol, language: Language) -> str:
    """`EX-03.2 TKI or hydroxyurea (NCT04684147 exclusion 3.2)`."""
    criterion = protocol.criterion_by_rule.get(rule)
    if criterion is not None:
        title = criterion.title_zh if language == "zh" else criterion.title
        return _cited(f"{rule} {title}", criterion.source, language)
    own = {protocol.gate.rule: protocol.gate.source, protocol.age.rule: protocol.age.source}
    source = own.get(rule) or protocol.source_of(rule)
    return rule if source == rule else _cited(rule, source, language)


def _cited(what: str, source: str, language: Language) -> str:
    return f"{what}（{say_source_zh(source)}）" if language == "zh" else f"{what} ({source})"


def _tells_a_result(alert: Alert) -> bool:
    """A test's result, or an age, stays in the application."""
    return alert.kind is AlertKind.INELIGIBLE or bool(RESULT.search(alert.text))


def margin(line: Line) -> tuple[int, float, str, int]:
    """Sorts lines: the most severe first, then the smallest margin."""
    deadline = float("inf") if line.deadline is None else line.deadline
    return URGENCY[line.severity], deadline, line.subject, line.number
