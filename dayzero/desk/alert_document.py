"""An open alert as JSON, for programs at the command line and over HTTP."""

from datetime import datetime
from typing import Any

from models.alerting.tellings import AlertState
from models.moments import iso
from models.records.store import OpenAlert
from models.versions.known import known_protocol
from tasks.prefect_pages.attention import Attention
from wording.language import Language
from wording.saying import say
from wording.voice import Voice


def alert_document(one: Attention, moment: datetime, language: Language) -> dict[str, Any]:
    """What it says in one language, where it belongs, and what was answered."""
    alert, opened = one.alert, one.opened
    voice = Voice(language=language, zone=one.zone, protocol=known_protocol(one.trial))
    return {
        "number": opened.number,
        "severity": alert.severity.value,
        "subject": one.subject,
        "site": one.site,
        "kind": alert.kind.value,
        "step": alert.step,
        "rule": alert.rule,
        "fact": alert.fact,
        "text": say(alert.reason, voice),
        "deadline": None if alert.deadline is None else iso(alert.deadline, one.zone),
        "key": alert.key,
        "opened_at": opened.opened_at.isoformat(),
        "reopened": opened.reopened,
        **_answer_document(opened, moment),
    }


def _answer_document(opened: OpenAlert, moment: datetime) -> dict[str, Any]:
    state, at = opened.state(moment), opened.acknowledged_at
    return {
        "state": state.value,
        "acknowledged_by": opened.acknowledged_by,
        "acknowledged_at": None if at is None else at.isoformat(),
        "acknowledged_why": opened.acknowledged_why,
        "snoozed_until": opened.tell_from.isoformat() if state is AlertState.SNOOZED else None,
    }
