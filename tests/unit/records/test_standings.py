"""Where a subject stands is kept by passes, and shown until a run says the same."""

import pytest
from sqlalchemy import Engine

from models.records.store import mark_path_shown, paths_to_show, publish_pass, record_fact
from tests.unit.records.recorded import BY, NOW, SCREENING, STENT, SUBJECT, a_pass, bring_in, chart

OTHER = "CN01-008"


@pytest.fixture(autouse=True)
def _two_subjects(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject=OTHER))


def passed(engine: Engine, said: str, subject: str = SUBJECT) -> None:
    publish_pass(engine, a_pass(engine, subject, entries=(), standing=said))


def test_who_was_never_passed_over_has_nothing_to_show(engine: Engine) -> None:
    assert paths_to_show(engine) == []


def test_a_path_is_to_be_shown_until_a_run_says_what_the_last_pass_found(engine: Engine) -> None:
    passed(engine, "On track")
    assert paths_to_show(engine) == [SUBJECT]

    mark_path_shown(engine, SUBJECT, "On track")
    assert paths_to_show(engine) == []
    passed(engine, "On track")
    assert paths_to_show(engine) == []

    passed(engine, "Overdue")
    assert paths_to_show(engine) == [SUBJECT]


def test_a_run_that_says_what_no_longer_holds_does_not_count(engine: Engine) -> None:
    passed(engine, "On track")
    passed(engine, "Overdue")
    mark_path_shown(engine, SUBJECT, "On track")

    assert paths_to_show(engine) == [SUBJECT]


def test_a_pass_that_newer_facts_made_void_leaves_the_standing_as_it_was(engine: Engine) -> None:
    passed(engine, "On track")
    mark_path_shown(engine, SUBJECT, "On track")
    too_early = a_pass(engine, SUBJECT, entries=(), standing="Overdue")
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY)

    assert publish_pass(engine, too_early).stale
    assert paths_to_show(engine) == []


def test_only_so_many_are_shown_at_once(engine: Engine) -> None:
    passed(engine, "On track")
    passed(engine, "On track", OTHER)

    assert paths_to_show(engine, 1) == [SUBJECT]
    assert paths_to_show(engine) == [SUBJECT, OTHER]
