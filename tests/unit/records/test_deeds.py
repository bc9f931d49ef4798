"""The same deed sent twice is recorded once, on each database, however many send it at once."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, text

from models.errors import InputRefused
from models.records.database.engine import open_engine
from models.records.database.errors import SaidAMomentAgo
from models.records.subjects.charts import recorded_facts
from models.records.subjects.deeds import (
    LONGEST_KEY,
    done_under,
    equal_of_a_moment_ago,
    named,
    source_key,
)
from models.records.subjects.facts import book, correct, record_fact
from tests.refusals import refuses
from tests.unit.records.recorded import (
    BY,
    DASATINIB,
    NOW,
    SCREENING,
    STENT,
    SUBJECT,
    bring_in,
    chart,
)

SENDERS = 8
KEYED = named("a form's key")
UNNAMED = named(None)
BOOKED = "2026-04-15T10:00+08:00"


@pytest.fixture
def records(engine: Engine) -> Engine:
    bring_in(engine, chart(SCREENING, DASATINIB))
    return engine


def rows(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def ids(engine: Engine) -> list[str]:
    return [line.fact for line in recorded_facts(engine, SUBJECT)]


def test_a_deed_sent_again_under_its_key_writes_nothing_and_is_answered_as_before(
    records: Engine,
) -> None:
    first = record_fact(records, SUBJECT, STENT, now=NOW, by=BY, sending=KEYED)
    then = [rows(records, "SELECT * FROM audit"), rows(records, "SELECT woken FROM subject")]
    later = NOW + timedelta(days=3)
    again = record_fact(records, SUBJECT, STENT, now=later, by="other", sending=KEYED)

    assert (first, again) == ("f3", "f3")
    assert ids(records) == ["f1", "f2", "f3"]
    now = [rows(records, "SELECT * FROM audit"), rows(records, "SELECT woken FROM subject")]
    assert now == then


def at_once(engine: Engine, deed: Callable[[Engine], str]) -> list[str]:
    """What each of eight senders is answered, each with a connection of its own."""
    url = engine.url.render_as_string(hide_password=False)
    answers, ready = [""] * SENDERS, Barrier(SENDERS)

    def send(place: int) -> None:
        own = open_engine(url, patience_ms=60_000)
        ready.wait()
        try:
            answers[place] = deed(own)
        except SaidAMomentAgo as asked:
            answers[place] = f"{asked.fact}?"
        own.dispose()

    senders = [Thread(target=send, args=(place,)) for place in range(SENDERS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return answers


def test_eight_corrections_under_one_key_are_one(records: Engine) -> None:
    changed = {**{name: DASATINIB[name] for name in DASATINIB if name != "id"}, "route": "iv"}

    def deed(own: Engine) -> str:
        return correct(own, SUBJECT, "f2", changed, reason="misread", now=NOW, by=BY, sending=KEYED)

    assert at_once(records, deed) == ["f3"] * SENDERS
    assert ids(records) == ["f1", "f2", "f3"]


def test_of_eight_without_a_key_one_is_recorded_and_seven_are_asked(records: Engine) -> None:
    answers = at_once(
        records,
        lambda own: book(own, SUBJECT, "infusion", BOOKED, now=NOW, by=BY, sending=UNNAMED),
    )

    assert sorted(answers) == ["f3", *["f3?"] * (SENDERS - 1)]
    assert ids(records) == ["f1", "f2", "f3"]


def test_eight_imports_of_one_file_add_it_once(engine: Engine) -> None:
    def deed(own: Engine) -> str:
        return ",".join(bring_in(own, chart(SCREENING, DASATINIB)).charts[0].added)

    assert sorted(at_once(engine, deed)) == [*[""] * (SENDERS - 1), "f1,f2"]
    assert ids(engine) == ["f1", "f2"]


def test_a_key_that_stands_for_another_fact_is_refused_and_nothing_is_written(
    records: Engine,
) -> None:
    record_fact(records, SUBJECT, STENT, now=NOW, by=BY, sending=KEYED)

    with refuses(InputRefused, match="“a form's key” is the key of f3, which says something else"):
        book(records, SUBJECT, "infusion", BOOKED, now=NOW, by=BY, sending=KEYED)
    assert ids(records) == ["f1", "f2", "f3"]


def test_a_key_belongs_to_one_subject(records: Engine) -> None:
    bring_in(records, chart(SCREENING, subject="CN01-008"))
    record_fact(records, SUBJECT, STENT, now=NOW, by=BY, sending=KEYED)

    assert done_under(records, "CN01-008", STENT, "a form's key") is None
    assert record_fact(records, "CN01-008", STENT, now=NOW, by=BY, sending=KEYED) == "f2"


def test_a_key_whose_fact_was_refused_is_still_free(records: Engine) -> None:
    with pytest.raises(InputRefused):
        book(records, SUBJECT, "infuson", BOOKED, now=NOW, by=BY, sending=KEYED)

    assert done_under(records, SUBJECT, STENT, "a form's key") is None
    assert book(records, SUBJECT, "infusion", BOOKED, now=NOW, by=BY, sending=KEYED) == "f3"


@pytest.mark.parametrize("key", ["", "  ", "a\nb", "\x1b[31m", "x" * (LONGEST_KEY + 1)])
def test_a_key_that_nobody_could_read_back_is_refused(key: str) -> None:
    with refuses(InputRefused, match="must have 1 to 200 characters, all of which can be printed"):
        named(key)


def test_the_longest_key_is_one() -> None:
    assert named("x" * LONGEST_KEY).key == "x" * LONGEST_KEY


@pytest.mark.parametrize(
    ("seconds", "asked"), [(0, True), (59, True), (60, False), (61, False), (-5, True)]
)
def test_an_equal_fact_of_less_than_a_minute_ago_is_asked_about(
    records: Engine, seconds: int, asked: bool
) -> None:
    record_fact(records, SUBJECT, STENT, now=NOW, by=BY)
    then = NOW + timedelta(seconds=seconds)  # -5: the clock was set back meanwhile

    assert equal_of_a_moment_ago(records, SUBJECT, STENT, now=then) == ("f3" if asked else None)
    if asked:
        with refuses(SaidAMomentAgo, match="CN01-007: f3 says the same and was recorded within"):
            record_fact(records, SUBJECT, STENT, now=then, by=BY, sending=UNNAMED)
    else:
        assert record_fact(records, SUBJECT, STENT, now=then, by=BY, sending=UNNAMED) == "f4"
    assert len(ids(records)) == (3 if asked else 4)


@pytest.mark.parametrize("sending", [named(None, again=True), named("another key")])
def test_another_one_that_is_equal_is_recorded_when_its_sender_says_so(
    records: Engine, sending: Any
) -> None:
    record_fact(records, SUBJECT, STENT, now=NOW, by=BY, sending=KEYED)

    assert record_fact(records, SUBJECT, STENT, now=NOW, by=BY, sending=sending) == "f4"


def test_what_differs_in_one_value_is_not_asked_about(records: Engine) -> None:
    record_fact(records, SUBJECT, STENT, now=NOW, by=BY)

    other = {**STENT, "at": "2025-09-01"}

    assert record_fact(records, SUBJECT, other, now=NOW, by=BY, sending=UNNAMED) == "f4"


def test_what_was_taken_back_may_be_said_again(records: Engine) -> None:
    record_fact(records, SUBJECT, STENT, now=NOW, by=BY)
    back = {"kind": "retraction", "corrects": "f3", "at": "2026-03-09", "reason": "slip"}
    record_fact(records, SUBJECT, back, now=NOW, by=BY)

    assert record_fact(records, SUBJECT, STENT, now=NOW, by=BY, sending=UNNAMED) == "f5"


def test_an_import_of_a_grown_file_adds_what_is_new_alone(records: Engine) -> None:
    stent = {"id": "f3", **STENT}
    grown = bring_in(records, chart(SCREENING, DASATINIB, stent))
    same = bring_in(records, chart(SCREENING, DASATINIB, stent))

    assert (grown.added, grown.already) == (1, 2)
    assert (same.added, same.already) == (0, 3)


def test_the_key_of_an_imported_row_is_its_source_systems_own() -> None:
    assert source_key("edc", "CM-17") == source_key("edc", "CM-17")
    assert source_key("edc", "CM-17") != source_key("lis", "CM-17")
    assert source_key("a/b", "c") != source_key("a", "b/c")
