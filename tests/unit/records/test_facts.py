"""One fact at a time: recorded, booked, corrected."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.errors import InputRefused
from models.records.database.engine import reading
from models.records.database.errors import FactUnknown, SubjectUnknown
from models.records.passes.passes import publish_pass, subjects_due
from models.records.subjects.charts import chart_document, read_for_pass, recorded_facts
from models.records.subjects.facts import book, correct, fact_of, next_id, record_fact
from models.records.tables import AuditLine, RecordedFact
from tests.refusals import refuses, said
from tests.unit.records.recorded import (
    BY,
    DASATINIB,
    NOW,
    SCREENING,
    STENT,
    SUBJECT,
    a_pass,
    bring_in,
    chart,
)


def test_a_fact_gets_the_next_free_id_and_its_place(engine: Engine) -> None:
    bring_in(engine, chart({**SCREENING, "id": "f7"}, {**DASATINIB, "id": "tki"}))

    assert record_fact(engine, SUBJECT, STENT, now=NOW, by=BY) == "f8"
    assert [line.fact for line in recorded_facts(engine, SUBJECT)] == ["f7", "tki", "f8"]
    assert fact_of(chart_document(engine, SUBJECT), "f8") == {"id": "f8", **STENT}


@pytest.mark.parametrize(
    ("ids", "expected"), [([], "f1"), (["f1", "f3"], "f4"), (["x", "f09"], "f10"), (["ff2"], "f1")]
)
def test_ids_are_never_given_twice(ids: list[str], expected: str) -> None:
    assert next_id([{"id": name} for name in ids]) == expected


def test_a_fact_remembers_who_when_and_in_which_time_zone(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING, timezone="Asia/Urumqi"))
    record_fact(engine, SUBJECT, STENT, now=NOW, by="night nurse")

    with reading(engine) as session:
        kept = session.exec(select(RecordedFact).where(RecordedFact.fact == "f2")).one()
    assert (kept.recorded_by, kept.recorded_at, kept.zone) == ("night nurse", NOW, "Asia/Urumqi")


RECORDINGS: list[Callable[[Engine], str]] = [
    lambda engine: record_fact(engine, SUBJECT, STENT, now=NOW, by=BY),
    lambda engine: book(engine, SUBJECT, "infusion", "2026-04-15", now=NOW, by=BY),
    lambda engine: correct(
        engine, SUBJECT, "f1", {**STENT, "at": "2025-09-01"}, reason="letter", now=NOW, by=BY
    ),
]


@pytest.mark.parametrize("deed", RECORDINGS)
def test_whatever_is_recorded_makes_the_subject_due_for_a_pass(
    engine: Engine, deed: Callable[[Engine], str]
) -> None:
    bring_in(engine, chart({"id": "f1", **STENT}))
    publish_pass(engine, a_pass(engine, next_change_at=None))
    assert subjects_due(engine, NOW) == []

    deed(engine)

    assert subjects_due(engine, NOW) == [SUBJECT]


def test_a_booking_is_a_step_fact(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    fact = book(engine, SUBJECT, "infusion", "2026-04-15T10:00+08:00", now=NOW, by=BY)

    assert fact_of(chart_document(engine, SUBJECT), fact) == {
        "id": "f2",
        "kind": "step",
        "step": "infusion",
        "state": "booked",
        "at": "2026-04-15T10:00+08:00",
    }


def test_a_correction_leaves_what_it_corrects_on_record(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    right = {**SCREENING, "id": "f2", "at": "2026-03-03"}

    correct(engine, SUBJECT, "f1", right, reason="typing error", now=NOW, by=BY)

    wrong, correction = recorded_facts(engine, SUBJECT)
    assert wrong.document == SCREENING
    assert (correction.corrects, correction.reason) == ("f1", "typing error")
    assert correction.document["at"] == "2026-03-03"


def test_everything_a_person_does_is_in_the_audit_without_what_a_fact_says(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    record_fact(engine, SUBJECT, STENT, now=NOW, by="nurse")
    correct(engine, SUBJECT, "f2", STENT, reason="wrong year", now=NOW, by="doctor")

    with reading(engine) as session:
        lines = session.exec(select(AuditLine).order_by(AuditLine.id)).all()  # type: ignore[arg-type]  # a column at class level
    assert [(line.who, line.what, line.why) for line in lines] == [
        (BY, "enrolled", None),
        (BY, "imported f1", None),
        ("nurse", "recorded f2", None),
        ("doctor", "corrected f2 by f3", "wrong year"),
    ]
    assert {line.subject for line in lines} == {SUBJECT}
    assert not any("stent" in line.what for line in lines)


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ({**STENT, "at": "2027-01-01"}, "at: lies after "),
        ({**STENT, "id": "f1"}, "id: “f1” is already the id of facts[0]"),
        ({**STENT, "kind": "evnt"}, "kind: “evnt” is not a kind of fact"),
        ({**STENT, "name": "x"}, "name: "),
        ({**DASATINIB, "id": "f2", "dose": {"value": "much"}}, "dose.value: "),
        ({"kind": "step", "step": "infuson", "state": "done", "at": "2026-03-01"}, "step: "),
        ({**STENT, "corrects": "f9", "reason": "x"}, "corrects: “f9” is not a fact"),
        ({**STENT, "corrects": "f1"}, "reason: is missing"),
    ],
)
def test_a_fact_that_is_not_sound_is_refused_with_the_path_in_it(
    engine: Engine, fact: dict[str, object], sentence: str
) -> None:
    bring_in(engine, chart(SCREENING))
    seen = read_for_pass(engine, SUBJECT).seen

    with pytest.raises(InputRefused) as caught:
        record_fact(engine, SUBJECT, fact, now=NOW, by=BY)

    assert said(caught.value).startswith(sentence)
    assert read_for_pass(engine, SUBJECT).seen == seen


def test_a_fact_is_corrected_once(engine: Engine) -> None:
    bring_in(engine, chart({"id": "f1", **STENT}))
    correct(engine, SUBJECT, "f1", STENT, reason="letter", now=NOW, by=BY)

    with refuses(InputRefused, match="“f1” is already corrected by “f2”; correct “f2”"):
        correct(engine, SUBJECT, "f1", STENT, reason="letter", now=NOW, by=BY)


def test_nothing_is_recorded_about_a_subject_whom_nobody_enrolled(engine: Engine) -> None:
    with refuses(SubjectUnknown, match="CN01-007: no such subject is recorded"):
        record_fact(engine, SUBJECT, STENT, now=NOW, by=BY)


def test_a_fact_that_the_chart_does_not_have_is_told(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    with refuses(FactUnknown, match="CN01-007: the chart has no fact f5"):
        fact_of(chart_document(engine, SUBJECT), "f5")
