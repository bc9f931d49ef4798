"""Verdicts on what was done are kept as they were given; only a fact replaces one."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.records.chain.verifying import verify
from models.records.store import (
    RecordedVerdict,
    correct,
    publish_pass,
    published_entries,
    read_for_pass,
    record_fact,
    recorded_verdicts,
)
from models.timeline.values import VerdictValue
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.protocols.amended import PARTS, a_folder
from tests.unit.records.recorded import BY, NOW, STENT, SUBJECT, bring_in, chart

RULE = "EX-03.5"
MET, VIOLATION = VerdictValue.MET, VerdictValue.VIOLATION
INFUSION = {
    "id": "f1",
    "kind": "step",
    "step": "infusion",
    "state": "done",
    "at": "2026-03-09T10:00+08:00",
}
PEGASPARGASE = {
    "id": "f2",
    "kind": "drug",
    "drug": "pegaspargase",
    "purpose": "bridging",
    "route": "iv",
    "last": "2026-02-01T10:00+08:00",
}
LATER = timedelta(hours=1)


def look(engine: Engine, after: timedelta = LATER) -> None:
    """One pass, some time after the facts."""
    now = NOW + after
    recorded = Recorded(read_for_pass(engine, SUBJECT), published_entries(engine, SUBJECT))
    publish_pass(engine, work_out(recorded, plan_path(recorded, now), now))


def of_rule(engine: Engine, rule: str = RULE) -> list[RecordedVerdict]:
    return [one for one in recorded_verdicts(engine, SUBJECT) if one.rule == rule]


@pytest.fixture
def infused(engine: Engine) -> Engine:
    """A subject who was infused five weeks after pegaspargase, and was looked at."""
    bring_in(engine, chart(INFUSION, PEGASPARGASE))
    look(engine)
    return engine


def use_another_limit(folder: Path, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """The installed protocol asks for another washout of pegaspargase, in a new version of it."""
    limit = PARTS["pegaspargase"].replace("28 days", f"{days} days")
    changed = {"version": f'version = "of {days} days"', "pegaspargase": limit}
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(a_folder(folder, **changed)))


def test_a_verdict_is_kept_with_its_sentences_and_with_what_it_was_made_with(
    infused: Engine,
) -> None:
    [one] = of_rule(infused)

    assert (one.step, one.cause) == ("infusion", "f2")
    assert one.stands is not None
    assert one.stands.value is MET
    assert "pegaspargase" in one.stands.said["en"]
    assert "培门冬酶" in one.stands.said["zh"]
    assert one.stands.made_with["version"] == "2025-08-08.1"
    assert set(one.stands.made_with) >= {"drugs_hash", "holidays", "zones", "program"}
    assert one.earlier == ()
    assert one.beside is None


def test_a_step_that_is_not_done_has_no_verdict_on_record(engine: Engine) -> None:
    bring_in(engine, chart({**INFUSION, "state": "booked", "at": "2026-03-19T10:00+08:00"}))
    look(engine)

    assert [one for one in recorded_verdicts(engine, SUBJECT) if one.step == "infusion"] == []


def test_the_same_judged_again_is_not_written_again(infused: Engine) -> None:
    before = verify(infused).links
    look(infused, 2 * LATER)

    assert verify(infused).links == before


def test_what_another_version_would_say_stands_beside_and_replaces_nothing(
    infused: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = of_rule(infused)[0].stands
    use_another_limit(tmp_path / "of 42 days", monkeypatch, 42)
    look(infused, 2 * LATER)

    [one] = of_rule(infused)
    assert one.stands == was
    assert one.beside is not None
    assert one.beside.value is VIOLATION
    assert one.beside.made_with["version"] == "of 42 days"


def test_a_fact_about_something_else_does_not_put_it_in_the_place_of_what_stands(
    infused: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = of_rule(infused)[0].stands
    use_another_limit(tmp_path / "of 42 days", monkeypatch, 42)
    look(infused, 2 * LATER)
    record_fact(infused, SUBJECT, STENT, now=NOW + 3 * LATER, by=BY)
    look(infused, 4 * LATER)

    [one] = of_rule(infused)
    assert one.stands == was
    assert one.beside is not None


def test_once_the_version_judges_as_before_nothing_stands_beside(
    infused: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, days in enumerate((42, 29), 2):
        use_another_limit(tmp_path / str(days), monkeypatch, days)
        look(infused, number * LATER)
    monkeypatch.delenv("DAYZERO_PROTOCOLS")
    look(infused, 4 * LATER)

    [one] = of_rule(infused)
    assert one.stands is not None
    assert one.stands.value is MET
    assert one.beside is None


def test_a_corrected_step_is_judged_in_a_new_entry_and_the_old_one_stays(infused: Engine) -> None:
    corrected = {**INFUSION, "id": "f3", "at": "2026-02-20T10:00+08:00"}
    correct(infused, SUBJECT, "f1", corrected, reason="typed wrongly", now=NOW, by=BY)
    look(infused, 2 * LATER)

    [one] = of_rule(infused)
    assert one.stands is not None
    assert one.stands.value is VIOLATION
    assert [each.value for each in one.earlier] == [MET]
    assert one.beside is None


def test_of_a_step_that_is_taken_back_it_stays_on_record_that_it_was_judged(
    infused: Engine,
) -> None:
    back = {"kind": "retraction", "corrects": "f1", "reason": "not hers", "at": "2026-03-09"}
    record_fact(infused, SUBJECT, back, now=NOW, by=BY)
    look(infused, 2 * LATER)

    [one] = of_rule(infused)
    assert one.stands is not None
    assert one.stands.value is None
    assert [each.value for each in one.earlier] == [MET]
