"""Records in which every table that is sealed has rows, each written as the program does it."""

from datetime import timedelta

from sqlalchemy import Engine

from models.records.alerts.deviations import explain_deviation
from models.records.alerts.lifecycle import acknowledge
from models.records.chain.kept_checkpoints import keep_checkpoint
from models.records.database.engine import writing
from models.records.deliveries.attempts import begin_attempt, end_attempt
from models.records.deliveries.deliveries import record_due, waiting_deliveries
from models.records.passes.passes import publish_pass
from models.records.people.people import add_person
from models.records.people.person_lines import Role
from models.records.signatures.signing import Signable, sign_record
from models.records.store import EVERYTHING
from models.records.subjects.checks import check_fact
from models.records.subjects.deeds import named
from models.records.subjects.facts import correct, record_fact
from models.records.subjects.handover import NewNote, tick_note, write_note
from models.records.tables import ClosedTrial, ContinuationRow
from models.records.versions.approvals import WrittenVersion, approve_version
from models.signatures import Meaning, Shown, Signing
from tests.failures import failed
from tests.unit.alerting.alerts_to_tell import PEOPLE, ZONES, a_routing
from tests.unit.records.recorded import (
    BY,
    NOW,
    SCREENING,
    STENT,
    SUBJECT,
    TOOLS,
    a_pass,
    a_verdict,
    an_alert,
    an_entry,
    bring_in,
    chart,
)

OTHER = "CN01-008"
HASH = "of nothing"
AT = NOW + timedelta(hours=4)  # noon in Shanghai
ROUTES = """
[[route]]
severity = "critical"
sites = ["*"]
steps = [{ to = ["coordinator"] }]

[[route]]
severity = "warning"
sites = ["*"]
steps = [{ to = ["coordinator"] }]

[[route]]
severity = "info"
sites = ["*"]
steps = [{ to = ["coordinator"] }]
"""
ROUTING = a_routing(PEOPLE.replace('digest = "07:00"\n', ""), ROUTES)


def a_history(engine: Engine) -> None:
    """Two subjects, facts with and without keys, a correction, passes, answers and messages."""
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject=OTHER))
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY, sending=named("a key"))
    again = {**SCREENING, "id": "f3", "at": "2026-03-03"}
    correct(engine, SUBJECT, "f1", again, reason="typed wrongly", now=NOW, by=BY)
    publish_pass(engine, a_pass(engine, made_with=TOOLS, verdicts=(a_verdict(),)))
    publish_pass(engine, a_pass(engine, entries=(an_entry(sequence=1, busy=False),)))
    publish_pass(engine, a_pass(engine, OTHER, entries=(), alerts=(an_alert("other"),)))
    _tell(engine)
    acknowledge(engine, "1", why="seen", now=AT, by=BY)
    hand_over_and_check(engine)
    explain_deviation(engine, 1, why="known to the sponsor", now=AT, by=BY)
    add_person(
        engine, "li_na", role=Role.COORDINATOR, sites=None, password_hash=HASH, now=AT, by=BY
    )


def hand_over_and_check(engine: Engine) -> None:
    """Notes of a subject and of the shift, a fact that somebody else checked, and one signed."""
    of_subject = {"subject": SUBJECT, "site": "", "text": "call the ward", "key": "one"}
    of_shift = {"subject": "", "site": "CN01", "text": "the key is with Li", "key": "two"}
    for told in (of_subject, of_shift):
        write_note(engine, NewNote(day=AT.date(), **told), now=AT, by=BY)
    tick_note(engine, 1, EVERYTHING, now=AT, by="nurse")
    check_fact(engine, SUBJECT, "f2", now=AT, by="nurse")
    signing = Signing(Meaning.REVIEWER, Shown.PASSWORD)
    with writing(engine) as session:
        session.add(ClosedTrial(protocol="another trial", at=AT, by=BY))
        session.add(ContinuationRow(subject=SUBJECT, parent=SUBJECT, at=AT, by=BY))
        keep_checkpoint(session, AT)
    before, after = (
        WrittenVersion(protocol="third trial", version=name, content=name, sha256=name)
        for name in ("1", "2")
    )
    approve_version(engine, "CN01", after, AT.date(), before=before, asks=None, now=AT, by=BY)
    sign_record(engine, Signable.FACT, 1, signing, now=AT, by="nurse")


def _tell(engine: Engine) -> None:
    """One message is taken by the second try, another by the first."""
    record_due(engine, ROUTING, ZONES, AT)
    for minutes, failure in ((0, failed("answered", 503)), (10, None), (20, None)):
        moment = AT + timedelta(minutes=minutes)
        for number in waiting_deliveries(engine, moment):
            attempt = begin_attempt(engine, number, ROUTING, ZONES, moment)
            if attempt is not None:
                end_attempt(engine, attempt, failure, ROUTING, moment, title="first line")
