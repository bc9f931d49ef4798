"""What a pass changed, as Prefect's events name it."""

import time

import pytest
from sqlalchemy import Engine

from dayzero.demo.charts import demo_charts
from flows.patient_path import patient_path
from models.chart import read_chart, read_document
from models.moments import to_minute
from models.plan import plan
from models.protocol import load_protocol
from models.records.store import PassOutcome, record_fact
from models.timeline.results import Alert, Plan
from models.timeline.values import AlertKind, Severity
from tasks.passes.events import changes, event_of
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import PATIENCE_SECONDS, Pages, Row
from tests.unit.records.recorded import as_said

SUBJECT = "CN10-001"


def alert(kind: AlertKind, severity: Severity = Severity.WARNING) -> Alert:
    return Alert(
        key=kind,
        kind=kind,
        severity=severity,
        cause=as_said("Wang took dasatinib"),
        step="infusion",
    )


def some_plan(subject: str) -> Plan:
    protocol = load_protocol()
    (raw,) = [raw for name, raw in demo_charts(NOW, protocol) if name == f"{subject}.json"]
    now = to_minute(NOW)
    return plan(read_chart(read_document(raw), protocol=protocol, now=now), protocol, now)


@pytest.mark.parametrize(
    ("kind", "severity", "event"),
    [
        (AlertKind.WASHOUT_VIOLATED, Severity.CRITICAL, "violated"),
        (AlertKind.WINDOW_VIOLATED, Severity.WARNING, "violated"),
        (AlertKind.OVERDUE, Severity.WARNING, "overdue"),
        (AlertKind.DUE_SOON, Severity.WARNING, "due"),
        (AlertKind.DUE_SOON, Severity.CRITICAL, "at_risk"),  # near, and not ready
        (AlertKind.EVIDENCE_EXPIRED, Severity.WARNING, "due"),
        (AlertKind.INFEASIBLE, Severity.WARNING, "blocked"),
        (AlertKind.NEEDS_INFORMATION, Severity.WARNING, "cannot_tell"),
        (AlertKind.INELIGIBLE, Severity.CRITICAL, "ineligible"),
        (AlertKind.PROVISIONAL_CALENDAR, Severity.INFO, "notice"),
    ],
)
def test_an_event_is_named_for_what_the_subject_now_is(
    kind: AlertKind, severity: Severity, event: str
) -> None:
    assert event_of(alert(kind, severity)) == f"dayzero.subject.{event}"


def test_a_pass_that_changed_nothing_tells_nothing() -> None:
    assert list(changes(some_plan(SUBJECT), PassOutcome(stale=False))) == []


def test_back_on_track_is_told_only_when_no_trouble_is_left() -> None:
    over = PassOutcome(stale=False, closed=(alert(AlertKind.OVERDUE),))

    assert [name for name, _ in changes(some_plan("CN01-001"), over)] == [
        "dayzero.subject.alert_closed",
        "dayzero.subject.on_track",
    ]
    assert [name for name, _ in changes(some_plan(SUBJECT), over)] == [
        "dayzero.subject.alert_closed"
    ]


def test_no_word_of_an_alert_but_its_step_and_dates_goes_out() -> None:
    opened = PassOutcome(stale=False, opened=(alert(AlertKind.NEEDS_INFORMATION),))

    told = repr(list(changes(some_plan(SUBJECT), opened)))
    assert "needs information: infusion" in told
    assert "Wang" not in told
    assert "dasatinib" not in told
    assert "rule" not in told


@pytest.mark.usefixtures("stage")
@pytest.mark.journey
def test_events_of_a_pass_reach_prefect_with_their_subject_and_site(
    records: Engine, pages: Pages
) -> None:
    bring_in(records, SUBJECT)
    patient_path(SUBJECT, NOW, return_state=True)
    told = event_on(pages, "dayzero.subject.violated", "washout_violated")

    assert told["resource"]["prefect.resource.id"] == f"dayzero.subject.{SUBJECT}"
    assert {"prefect.resource.id": "dayzero.site.CN10"}.items() <= next(
        one for one in told["related"] if one["prefect.resource.role"] == "site"
    ).items()
    assert told["payload"]["message"].startswith("washout violated: infusion, act by")

    later = {"kind": "step", "step": "infusion", "state": "booked"}
    record_fact(records, SUBJECT, {**later, "at": "2026-03-19T10:00+08:00"}, now=NOW, by="nurse")
    patient_path(SUBJECT, NOW, return_state=True)
    assert event_on(pages, "dayzero.subject.alert_closed", "washout_violated")


def event_on(pages: Pages, name: str, kind: str) -> Row:
    """The newest event of a name on the subject and a kind of alert, once it has arrived."""
    wanted = {
        "event": {"name": [name]},
        "resource": {"id": [f"dayzero.subject.{SUBJECT}"]},
        "order": "DESC",
    }
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = pages.http.post("/events/filter", json={"filter": wanted}).json()["events"]
        for newest in found:
            if newest["payload"].get("kind") == kind:
                return dict(newest)
        time.sleep(0.2)
    raise AssertionError(f"no {name} after {PATIENCE_SECONDS} s")
