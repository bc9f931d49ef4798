"""Facts that are taken back, constants that are corrected, and a subject who goes elsewhere."""

from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlmodel import select

from models.errors import InputRefused
from models.protocol import load_protocol
from models.protocol.site import Closure
from models.protocol.site_calendars import CalendarKind, SiteCalendar
from models.records.database.engine import reading
from models.records.imports.calendar_compared import Incoming
from models.records.imports.calendar_imports import import_site_calendar
from models.records.store import at_sites_alone
from models.records.subjects.charts import (
    all_subjects,
    chart_document,
    export_chart,
    headers_of,
    read_for_pass,
)
from models.records.subjects.facts import chart_with, correct, record_fact
from models.records.tables import AuditLine
from tests.refusals import refuses
from tests.unit.records.recorded import (
    BY,
    DASATINIB,
    NOW,
    SCREENING,
    STENT,
    SUBJECT,
    bring_in,
    bring_in_files,
    chart,
    raw,
)

BACK = {"kind": "retraction", "reason": "of another subject", "at": "2026-03-09"}


def transfer(site: str, at: str = "2026-03-09") -> dict[str, Any]:
    moved = {"kind": "constant", "constant": "site", "value": site, "at": at}
    return {**moved, "reason": "moved house"}


def record(engine: Engine, fact: dict[str, Any]) -> str:
    return record_fact(engine, SUBJECT, fact, now=NOW, by=BY)


def deeds(engine: Engine) -> list[tuple[str, str | None]]:
    with reading(engine) as session:
        lines = session.exec(select(AuditLine).order_by(AuditLine.id)).all()  # type: ignore[arg-type]  # a column at class level
    return [(line.what, line.why) for line in lines]


def test_what_was_taken_back_and_why_is_in_the_audit(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    record(engine, {**BACK, "corrects": "f1"})
    record(engine, transfer("CN02"))

    assert deeds(engine)[2:] == [
        ("took back f1 by f2", "of another subject"),
        ("recorded f3", "moved house"),
    ]


def test_a_fact_may_be_corrected_again_once_its_correction_was_taken_back(engine: Engine) -> None:
    bring_in(engine, chart({"id": "f1", **STENT}))
    again = {**STENT, "at": "2025-09-01"}
    correct(engine, SUBJECT, "f1", again, reason="letter", now=NOW, by=BY)
    record(engine, {**BACK, "corrects": "f2"})

    assert correct(engine, SUBJECT, "f1", again, reason="letter", now=NOW, by=BY) == "f4"


def test_all_of_it_can_be_imported_and_given_back_byte_for_byte(engine: Engine) -> None:
    back, moved = {"id": "f3", **BACK, "corrects": "f2"}, {"id": "f4", **transfer("CN02")}
    file = raw(chart(SCREENING, DASATINIB, back, moved), indent=2)
    bring_in_files(engine, ("chart.json", file))

    assert export_chart(engine, SUBJECT) == file


def test_a_subject_is_where_the_last_transfer_led(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    record(engine, transfer("CN02", "2026-03-08"))

    assert read_for_pass(engine, SUBJECT).site == "CN02"
    assert [line.subject for line in all_subjects(engine, at_sites_alone(["CN02"]))] == [SUBJECT]
    assert list(all_subjects(engine, at_sites_alone(["CN01"]))) == []
    assert headers_of(engine, [SUBJECT])[SUBJECT]["site"] == "CN02"
    assert chart_document(engine, SUBJECT)["site"] == "CN01"  # the chart is as it was recorded


def test_a_transfer_that_was_taken_back_led_nowhere(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    record(engine, transfer("CN02"))
    record(engine, {**BACK, "corrects": "f2"})

    assert read_for_pass(engine, SUBJECT).site == "CN01"


def test_a_transfer_that_is_imported_counts_as_well(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    bring_in(engine, chart(SCREENING, {"id": "f2", **transfer("CN02")}))
    bring_in(engine, chart({"id": "f1", **transfer("CN03")}, subject="CN01-008"))

    assert read_for_pass(engine, SUBJECT).site == "CN02"
    assert read_for_pass(engine, "CN01-008").site == "CN03"


def test_the_calendars_of_each_site_so_far_are_read(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    for site in ("CN01", "CN02", "CN03"):
        _close(engine, site)
    before = read_for_pass(engine, SUBJECT)
    record(engine, transfer("CN02"))

    assert set(before.at_sites.calendars) == {"CN01"}
    assert set(read_for_pass(engine, SUBJECT).at_sites.calendars) == {"CN01", "CN02"}


def _close(engine: Engine, site: str) -> None:
    audit = Closure(date(2026, 5, 18), date(2026, 5, 18), "audit")
    calendar = SiteCalendar(site=site, name="ward", kind=CalendarKind.CLOSURES, closures=(audit,))
    incoming = Incoming(
        calendar=calendar, source="ward.ics", sha256="0" * 64, since=date(2026, 3, 10)
    )
    import_site_calendar(
        engine, incoming, load_protocol().sites[site], now=NOW, by=BY, dry_run=False
    )


def test_a_correction_of_another_kind_is_refused_where_it_is_recorded(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    with refuses(InputRefused, match="corrects: “f1” is of kind step, which no fact of kind event"):
        record(engine, {**STENT, "corrects": "f1", "reason": "slip"})


def test_one_on_record_locks_nobodys_chart() -> None:
    """Such corrections were accepted once."""
    miscorrected = {"id": "f2", **STENT, "corrects": "f1", "reason": "slip"}
    document = chart({**DASATINIB, "id": "f1"}, miscorrected)

    longer, read = chart_with(document, SCREENING | {"id": "f3"}, now=NOW)

    assert len(longer["facts"]) == 3
    assert [fact.id for fact in read.standing] == ["f1", "f2", "f3"]
