"""The list of subjects is a query: its filters, order and pages are the database's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from models.moments import to_minute
from models.records.store import (
    Asked,
    Sorting,
    Stand,
    acknowledge,
    at_sites_alone,
    count_subjects,
    listed_subjects,
    missed_subjects,
    open_alerts,
    publish_pass,
)
from models.timeline.path_word import Word
from models.timeline.values import AlertKind, Severity
from tests.unit.records.recorded import NOW, SCREENING, a_pass, an_alert, bring_in, chart

MINUTE = to_minute(NOW)
ASKED = Asked(
    missed_before=NOW - timedelta(minutes=15),
    now=NOW,
    calm=[Word.ON_TRACK, Word.CLOSED, Word.DONE],
)


def a_stand(word: Word, phase: str, day_zero: int, margin: int | None = None) -> Stand:
    return Stand(
        word=word,
        phase=phase,
        zone="Asia/Shanghai",
        step="infusion",
        step_from=day_zero,
        step_to=day_zero,
        day_zero_from=day_zero,
        day_zero_to=day_zero,
        margin=None if margin is None else "measured",
        margin_minutes=margin,
        margin_rule=None if margin is None else "EX-03.2",
    )


@pytest.fixture(autouse=True)
def _three_subjects_and_one_without_a_pass(engine: Engine) -> None:
    """Calm, violated with a far deadline, overdue with a near one."""
    numbers = ("CN01-001", "CN01-002", "CN02-003")
    headers = [{"subject": number, "site": number[:4]} for number in (*numbers, "CN02-004")]
    bring_in(engine, *(chart(SCREENING, **header) for header in headers))
    stands = (
        a_stand(Word.ON_TRACK, "screening", MINUTE + 300),
        a_stand(Word.VIOLATED, "infusion", MINUTE + 200, margin=-61),
        a_stand(Word.OVERDUE, "infusion", MINUTE + 100, margin=400),
    )
    near = an_alert("late:f2", deadline=MINUTE + 10)
    known = an_alert("new:f2", kind=AlertKind.PROVISIONAL_CALENDAR, severity=Severity.INFO)
    alerts = ((), (an_alert(deadline=MINUTE + 20), known), (near,))
    for number, stand, some in zip(numbers, stands, alerts, strict=True):
        found = a_pass(engine, number, entries=(), alerts=some, stand=stand, deviations=())
        publish_pass(engine, found)


def numbers_of(engine: Engine, asked: Asked, skip: int = 0, limit: int = 50) -> list[str]:
    return [one.subject for one in listed_subjects(engine, asked, skip=skip, limit=limit)[1]]


def test_the_most_urgent_come_first_and_who_was_answered_later(engine: Engine) -> None:
    assert numbers_of(engine, ASKED) == ["CN02-003", "CN01-002", "CN01-001", "CN02-004"]

    number = str(open_alerts(engine, "CN02-003")[0].number)
    acknowledge(engine, number, why="called", now=NOW, by="chief")
    assert numbers_of(engine, ASKED)[:2] == ["CN01-002", "CN02-003"]


def test_it_can_be_sorted_otherwise_and_who_has_no_pass_comes_last(engine: Engine) -> None:
    first = {
        Sorting.NUMBER: "CN01-001",
        Sorting.NEXT: "CN02-003",
        Sorting.DAY_ZERO: "CN02-003",
        Sorting.MARGIN: "CN01-002",
    }
    for sorting, number in first.items():
        found = numbers_of(engine, replace(ASKED, sorting=sorting))
        assert (found[0], found[-1]) == (number, "CN02-004"), sorting


def test_each_filter_leaves_those_who_match(engine: Engine) -> None:
    first, second, third, fourth = "CN01-001", "CN01-002", "CN02-003", "CN02-004"
    for asked, found in (
        (replace(ASKED, site="CN02"), {third, fourth}),
        (replace(ASKED, word=Word.VIOLATED.value), {second}),
        (replace(ASKED, phase="infusion"), {second, third}),
        (replace(ASKED, waiting=True), {second, third}),
        (replace(ASKED, text="01-00"), {first, second}),
        (replace(ASKED, text="cn02"), {third, fourth}),
        (replace(ASKED, text="_"), set()),
        (replace(ASKED, sight=at_sites_alone(["CN01"]), site="CN02"), set()),
    ):
        assert set(numbers_of(engine, asked)) == found, asked
        assert listed_subjects(engine, asked, limit=1)[0] == len(found), asked


def test_page_after_page_holds_everybody_once(engine: Engine) -> None:
    pages = [numbers_of(engine, ASKED, skip=skip, limit=3) for skip in (0, 3, 6)]

    assert [len(page) for page in pages] == [3, 1, 0]
    assert [number for page in pages for number in page] == numbers_of(engine, ASKED)


def test_a_line_holds_what_the_pass_left_and_nothing_where_none_came(engine: Engine) -> None:
    by_number = {one.subject: one for one in listed_subjects(engine, ASKED, limit=50)[1]}

    assert by_number["CN01-002"].stand == a_stand(
        Word.VIOLATED, "infusion", MINUTE + 200, margin=-61
    )
    assert by_number["CN01-002"].alerts == 2
    assert by_number["CN02-004"].stand is None


def test_everybody_is_counted_by_word_and_phase_within_ones_sites(engine: Engine) -> None:
    everybody = count_subjects(engine, ASKED)
    one_site = count_subjects(engine, replace(ASKED, sight=at_sites_alone(["CN01"])))

    assert (everybody.everybody, everybody.waiting, everybody.missed) == (4, 2, 0)
    assert everybody.phases == {"screening": 1, "infusion": 2}
    assert (one_site.everybody, one_site.waiting) == (2, 1)
    assert one_site.words == {Word.ON_TRACK: 1, Word.VIOLATED: 1}


def test_who_waits_for_a_pass_needs_attention_and_comes_first(engine: Engine) -> None:
    later = NOW + timedelta(hours=1)
    asked = replace(ASKED, now=later, missed_before=later - timedelta(minutes=15))

    assert missed_subjects(engine, asked, 5) == ["CN02-004"]
    assert numbers_of(engine, asked)[0] == "CN02-004"
    counted = count_subjects(engine, asked)
    assert (counted.waiting, counted.missed, counted.missed_since) == (3, 1, NOW)
