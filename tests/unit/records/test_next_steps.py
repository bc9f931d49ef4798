"""What comes next is kept by passes, and who waits for a pass is answered once."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from models.moments import to_minute
from models.records.database.engine import open_engine
from models.records.store import (
    NextStep,
    called_subjects,
    mark_not_shown,
    mark_shown,
    outdated_runs,
    publish_pass,
    shown_runs,
    steps_to_show,
    subjects_due,
    take_calls,
)
from models.records.subjects.facts import record_fact
from tests.unit.records.recorded import BY, NOW, SCREENING, STENT, SUBJECT, a_pass, bring_in, chart

TOMORROW = NOW + timedelta(days=1)
APHERESIS = NextStep("apheresis", "apheresis", to_minute(TOMORROW))
DAY_LATER = NextStep("apheresis", "apheresis", to_minute(TOMORROW) + 1440)
INFUSION = NextStep("infusion", "infusion", to_minute(TOMORROW), over={"apheresis": "Done"})


def passed(engine: Engine, following: NextStep, subject: str = SUBJECT) -> None:
    publish_pass(engine, a_pass(engine, subject, entries=(), next_step=following))


def to_show(engine: Engine, at_most: int | None = None) -> list[tuple[str, str]]:
    return [(one.subject, one.step) for one in steps_to_show(engine, at_most=at_most, limit=50)]


def outdated(engine: Engine, at_most: int | None = None) -> list[tuple[str, str]]:
    return [(one.run, one.left_as) for one in outdated_runs(engine, at_most=at_most, limit=50)]


def show(engine: Engine, run: str) -> None:
    (one,) = steps_to_show(engine, at_most=None, limit=50)
    mark_shown(engine, one.subject, run, one.version)


def test_a_recorded_fact_calls_and_the_pass_that_saw_it_is_the_answer(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    assert called_subjects(engine, 10) == [SUBJECT]

    seen_too_early = a_pass(engine)
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY)
    publish_pass(engine, seen_too_early)
    assert called_subjects(engine, 10) == [SUBJECT]

    passed(engine, NextStep())
    assert called_subjects(engine, 10) == []


def test_a_call_is_taken_by_one_worker_and_the_pass_stays_due(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    assert take_calls(engine, [SUBJECT]) == [SUBJECT]
    assert take_calls(engine, [SUBJECT]) == []
    assert subjects_due(engine, NOW) == [SUBJECT]


def test_whoever_calls_is_found_by_index(sqlite_url: str) -> None:
    with open_engine(sqlite_url).connect() as connection:
        query = (
            "EXPLAIN QUERY PLAN SELECT number FROM subject WHERE called_at IS NOT NULL"
            " ORDER BY called_at, number LIMIT 10"
        )
        steps = [row[3] for row in connection.execute(text(query))]
    assert "USING INDEX ix_subject_called_at" in steps[0]


def test_what_comes_next_is_shown_once(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    passed(engine, APHERESIS)
    assert to_show(engine) == [(SUBJECT, "apheresis")]

    show(engine, "run-1")
    passed(engine, APHERESIS)

    assert to_show(engine) == []
    assert outdated(engine) == []
    assert shown_runs(engine) == {"run-1": SUBJECT}


@pytest.mark.parametrize(
    ("following", "left_as", "then"),
    [
        (DAY_LATER, "Moved", [(SUBJECT, "apheresis")]),
        (INFUSION, "Done", [(SUBJECT, "infusion")]),
        (NextStep(over={"apheresis": "Called off"}), "Called off", []),  # the subject withdrew
    ],
)
def test_a_run_whose_step_moved_or_ended_is_told_with_how(
    engine: Engine, following: NextStep, left_as: str, then: list[tuple[str, str]]
) -> None:
    bring_in(engine, chart(SCREENING))
    passed(engine, APHERESIS)
    show(engine, "run-1")

    passed(engine, following)
    assert outdated(engine) == [("run-1", left_as)]
    assert to_show(engine) == []  # the old one is ended first

    mark_not_shown(engine, SUBJECT, "run-1")
    assert outdated(engine) == []
    assert to_show(engine) == then


def test_a_step_that_comes_back_is_not_taken_for_the_run_that_ended(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    versions = []
    for following in (APHERESIS, DAY_LATER, APHERESIS):
        passed(engine, following)
        (one,) = steps_to_show(engine, at_most=None, limit=50)
        mark_shown(engine, SUBJECT, f"run-{one.version}", one.version)
        versions.append(one.version)
        mark_not_shown(engine, SUBJECT, f"run-{one.version}")

    assert len(set(versions)) == 3


def test_only_the_first_due_are_shown_where_there_are_too_many(engine: Engine) -> None:
    names = ["CN01-001", "CN01-002", "CN01-003"]
    bring_in(engine, *(chart(SCREENING, subject=name) for name in names))
    for days, name in zip((3, 1, 2), names, strict=True):
        due = to_minute(NOW + timedelta(days=days))
        passed(engine, NextStep("apheresis", "apheresis", due), name)

    assert [name for name, _ in to_show(engine, 2)] == ["CN01-002", "CN01-003"]
    assert to_show(engine, 0) == []
    for one in steps_to_show(engine, at_most=None, limit=50):
        mark_shown(engine, one.subject, f"run of {one.subject}", one.version)
    assert outdated(engine, 2) == [("run of CN01-001", "Moved")]
    assert len(outdated(engine, 0)) == 3
