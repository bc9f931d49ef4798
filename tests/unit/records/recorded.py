"""Charts, entries and alerts that the tests of the records start from."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from models.alerting.deviations import Deviation
from models.judged.made_with import made_with
from models.judged.news import Entry as VerdictEntry
from models.judged.news import Standing
from models.judged.verdicts import Judged
from models.moments import to_minute
from models.protocol.source import Source
from models.reasons.alerts.delays import DoneOutsideWindow
from models.reasons.calendar.titles import VisitTitle
from models.reasons.kept import AsSaidBefore
from models.reasons.path.rules import TreatmentRule
from models.reasons.stated import Stated
from models.reasons.verdicts.obligations import ObligationOfOthers
from models.records.imports.import_report import ImportReport
from models.records.imports.imports import import_charts
from models.records.passes.passes import PassResult
from models.records.subjects.charts import read_for_pass
from models.schedule import Entry, EntryStatus, PublishedEntry
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity, StepState, VerdictValue

NOW = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
BY = "coordinator"
SUBJECT = "CN01-007"

SCREENING = {"id": "f1", "kind": "step", "step": "screening", "state": "done", "at": "2026-03-02"}
DASATINIB = {
    "id": "f2",
    "kind": "drug",
    "drug": "达沙替尼",
    "purpose": "bridging",
    "route": "oral",
    "dose": {"value": "100", "unit": "mg/day"},
    "last": "2026-03-20T09:00+08:00",
}
STENT = {"kind": "event", "event": "coronary_stent", "at": "2025-08-31"}


TOO_EARLY = DoneOutsideWindow(
    step="infusion",
    at=to_minute(NOW),
    limit=to_minute(NOW) + 61,
    early=True,
    rule=TreatmentRule(rule="EX-03.2"),
    source=Source(entry="NCT04684147", list="exclusion", number="3.2"),
    site_default=False,
)


def chart(*facts: Mapping[str, Any], subject: str = SUBJECT, **header: Any) -> dict[str, Any]:
    """A chart of the contract's form; keyword arguments add to its header or replace it."""
    return {
        "schema": "dayzero.chart/1",
        "subject": subject,
        "site": "CN01",
        "timezone": "Asia/Shanghai",
        "protocol": "NCT04684147",
        "sex": "male",
        **header,
        "facts": list(facts),
    }


def raw(document: Mapping[str, Any], indent: int | None = None) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=indent).encode()


def bring_in(engine: Engine, *documents: Mapping[str, Any], dry_run: bool = False) -> ImportReport:
    files = [(f"{document['subject']}.json", raw(document)) for document in documents]
    return bring_in_files(engine, *files, dry_run=dry_run)


def bring_in_files(
    engine: Engine, *files: tuple[str, bytes], dry_run: bool = False
) -> ImportReport:
    return import_charts(engine, files, now=NOW, by=BY, dry_run=dry_run)


def as_said(english: str, chinese: str = "") -> AsSaidBefore:
    """A cause as it was kept before there were reasons: a test may say anything with it."""
    return AsSaidBefore(texts={"en": english, "zh": chinese} if chinese else {"en": english})


def an_alert(key: str = "washout:f2", **changes: Any) -> Alert:
    """An alert on a washout, of a cause of its own for each key."""
    facts: dict[str, Any] = {
        "key": key,
        "kind": AlertKind.WASHOUT_VIOLATED,
        "severity": Severity.CRITICAL,
        "step": "infusion",
        "rule": "EX-03.2",
        "fact": key.rpartition(":")[2],
        "deadline": to_minute(NOW) + 60,
        "cause": as_said("Move the infusion to 23 March or later."),
        "cause_asks": True,
    }
    return Alert(**{**facts, **changes})


def a_deviation(key: str = "infusion/EX-03.2/f2", **changes: Any) -> Deviation:
    facts: dict[str, Any] = {
        "key": key,
        "step": "infusion",
        "rule": "EX-03.2",
        "cause": "f2",
        "done_by": "f1",
        "margin_minutes": -61,
        "reason": TOO_EARLY,
    }
    return Deviation(**{**facts, **changes})


def an_entry(key: str = "infusion", *, sequence: int = 0, **changes: Any) -> PublishedEntry:
    facts: dict[str, Any] = {
        "subject": SUBJECT,
        "key": key,
        "step": "infusion",
        "status": EntryStatus.TENTATIVE,
        "title": VisitTitle(subject=SUBJECT, step="infusion", time=1, state=StepState.PLANNED),
        "starts": to_minute(NOW),
        "ends": to_minute(NOW) + 60,
    }
    entry = Entry(**{**facts, **changes})
    minute = to_minute(NOW)
    return PublishedEntry(entry=entry, sequence=sequence, created=minute, revised=minute)


STATED = Stated(
    rule="HOLD", source=Source(entry="NCT04684147", list="exclusion", number="6"), site_default=True
)
TOOLS = made_with(protocol="t", version_of="1", protocol_hash="sha256:0", site_stamp="of CN01")


def a_verdict() -> tuple[VerdictEntry, dict[str, str]]:
    """What a pass writes of one rule on a step that is done."""
    judged = Judged(
        step="infusion",
        done_by="f1",
        rule="HOLD",
        cause=None,
        value=VerdictValue.MET,
        margin_minutes=None,
        reason=ObligationOfOthers(stated=STATED),
    )
    entry = VerdictEntry(
        key=judged.key,
        standing=Standing.JUDGED,
        step=judged.step,
        rule=judged.rule,
        cause=judged.cause,
        judged=judged,
    )
    return entry, {"en": "too early", "zh": "过早"}


def a_pass(engine: Engine, subject: str = SUBJECT, **changes: Any) -> PassResult:
    """What a pass that just read the records would publish."""
    facts: dict[str, Any] = {
        "seen": read_for_pass(engine, subject).seen,
        "as_of": to_minute(NOW),
        "protocol_hash": "sha256:0",
        "next_change_at": to_minute(NOW) + 1440,
        "entries": (an_entry(),),
        "alerts": (an_alert(),),
        "started_at": NOW,
        "finished_at": NOW,
        "deviations": (a_deviation(),),
    }
    return PassResult(**{**facts, **changes})
