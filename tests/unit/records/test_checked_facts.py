"""A fact that a second person compared with its source: the mark, and what takes it away."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from models.errors import InputRefused
from models.records.database.errors import FactUnknown
from models.records.subjects.charts import recorded_facts
from models.records.subjects.checks import check_fact
from models.records.subjects.facts import book, correct, record_fact
from tests.refusals import refuses
from tests.unit.records.recorded import BY, NOW, SCREENING, STENT, SUBJECT, bring_in, chart

SECOND, THIRD = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _enrolled(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY)


def checked_by(engine: Engine, fact: str = "f2") -> str | None:
    [line] = [line for line in recorded_facts(engine, SUBJECT) if line.fact == fact]
    return line.checked_by


def test_the_mark_says_who_checked_the_fact_and_when_and_the_first_one_stands(
    engine: Engine,
) -> None:
    check_fact(engine, SUBJECT, "f2", now=SECOND, by="second")
    check_fact(engine, SUBJECT, "f2", now=THIRD, by="third")

    line = recorded_facts(engine, SUBJECT)[1]
    assert (line.checked_by, line.checked_at) == ("second", SECOND)
    assert checked_by(engine, "f1") is None


def test_who_recorded_a_fact_does_not_check_it(engine: Engine) -> None:
    with refuses(InputRefused, match="you recorded this fact; somebody else"):
        check_fact(engine, SUBJECT, "f2", now=SECOND, by=BY)
    assert checked_by(engine) is None


def test_a_correction_takes_the_mark_away_and_the_new_fact_has_none(engine: Engine) -> None:
    check_fact(engine, SUBJECT, "f2", now=SECOND, by="second")
    correct(
        engine, SUBJECT, "f2", {**STENT, "at": "2026-03-01"}, reason="misread", now=THIRD, by=BY
    )

    assert (checked_by(engine), checked_by(engine, "f3")) == (None, None)
    with refuses(InputRefused, match="was corrected or taken back meanwhile"):
        check_fact(engine, SUBJECT, "f2", now=THIRD, by="second")


def test_a_fact_that_counts_again_is_checked_anew(engine: Engine) -> None:
    check_fact(engine, SUBJECT, "f2", now=SECOND, by="second")
    back = {"kind": "retraction", "at": "2026-03-10", "corrects": "f2", "reason": "not hers"}
    record_fact(engine, SUBJECT, back, now=SECOND, by=BY)
    record_fact(engine, SUBJECT, {**back, "corrects": "f3"}, now=SECOND, by=BY)
    assert checked_by(engine) is None

    check_fact(engine, SUBJECT, "f2", now=THIRD, by="second")
    assert checked_by(engine) == "second"


def test_a_booking_has_no_source(engine: Engine) -> None:
    fact = book(engine, SUBJECT, "infusion", "2026-03-20", now=NOW, by=BY)

    with refuses(InputRefused, match="a booking or a taking back has no source"):
        check_fact(engine, SUBJECT, fact, now=SECOND, by="second")


def test_a_fact_that_is_not_there_is_not_checked(engine: Engine) -> None:
    with pytest.raises(FactUnknown):
        check_fact(engine, SUBJECT, "f9", now=SECOND, by="second")
