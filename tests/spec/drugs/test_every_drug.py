"""One dose of each drug of the catalogue: which rule it waits under, and until when.

What the rules make of a drug is worked out here again, from the table and the entry's words.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from models.chart.catalogue.drugs import load_catalogue
from tests.spec.charts import Json, a_chart, drug
from tests.spec.drugs.answers import (
    BY_INSTANT,
    SYSTEMIC_ALONE,
    Spans,
    clear,
    verdicts_of,
    waits_of,
    written,
)
from tests.spec.drugs.table import EVERY, TABLE, Expected

LAST = datetime.fromisoformat("2026-04-01T08:00+08:00")
LAST_UNSAID = datetime.fromisoformat("2026-03-01T08:00+08:00")
Ends = dict[str, datetime]
"""For each rule when it is clear."""

every_drug = pytest.mark.parametrize("name", EVERY)


def chart_of(row: Expected) -> Json:
    """One dose for something else than GVHD, and an earlier one of which little is known."""
    given = {"purpose": "other", "route": "oral", "dose": row.dose}
    unsaid = drug(row.drug, written(LAST_UNSAID), dose=row.dose)
    del unsaid["purpose"], unsaid["route"]
    return a_chart(drug(row.drug, written(LAST), **given), unsaid)


def way(*rules: str) -> Ends:
    return {rule: clear(rule, LAST_UNSAID) for rule in rules}


def ways_where_nothing_is_said(row: Expected) -> Iterator[Ends]:
    """What each way in which it may have been given would wait for."""
    yield way(*row.waits)
    if row.for_gvhd:
        yield way(*row.waits, "EX-08b")
    if row.also_local:
        yield way(*(rule for rule in row.waits if rule not in SYSTEMIC_ALONE))
    if row.intrathecal:
        yield way("EX-03.4")
    if row.may_wait:
        yield way(row.may_wait)
    if row.depot_days:
        last = LAST_UNSAID.replace(hour=0) + timedelta(days=row.depot_days + 1)
        yield {**way("EX-08b"), "EX-05": last + BY_INSTANT["EX-05"]}  # from that day's end


def test_the_table_has_every_drug_of_the_catalogue_once() -> None:
    listed = [row.drug for row in TABLE.rows]

    assert sorted(listed) == sorted(drug.id for drug in load_catalogue().drugs)


@every_drug
def test_one_dose_of_a_drug_waits_under_the_rules_of_its_kind(name: str) -> None:
    row = EVERY[name]
    waits: Spans = {rule: (written(clear(rule, LAST)),) * 2 for rule in row.waits}
    if row.may_wait:
        waits[row.may_wait] = (None, written(clear(row.may_wait, LAST)))

    assert waits_of(chart_of(row), "f1") == waits


@every_drug
def test_where_route_and_purpose_are_not_recorded_each_that_is_possible_counts(name: str) -> None:
    row = EVERY[name]
    ways = list(ways_where_nothing_is_said(row))
    certain = {rule for rule in ways[0] if len({way.get(rule) for way in ways}) == 1}
    waits: Spans = {rule: (written(ways[0][rule]),) * 2 for rule in certain}
    left = [[end for rule, end in way.items() if rule not in certain] for way in ways]
    earliest = written(min(map(max, left))) if all(left) else None
    for rule in {rule for way in ways for rule in way} - certain:
        waits[rule] = (earliest, written(max(end for ends in left for end in ends)))

    assert waits_of(chart_of(row), "f2") == waits


@every_drug
def test_the_investigator_is_asked_where_the_entry_does_not_name_the_class(name: str) -> None:
    row = EVERY[name]
    texts = [verdict["text"] for verdict in verdicts_of(chart_of(row), "f1")]
    asked = [text for text in texts if "the investigator should confirm" in text]

    assert bool(asked) == row.confirm
    assert load_catalogue().by_id[name].confirm_class == row.confirm


@every_drug
def test_its_classes_and_what_they_rest_on(name: str) -> None:
    found = load_catalogue().find(name)

    assert found is not None
    assert found.id == name
    assert found.classes == EVERY[name].classes
    assert found.basis == EVERY[name].basis


@pytest.mark.parametrize("name", [row.drug for row in TABLE.rows if row.excluded_by])
def test_a_drug_that_excludes_for_ever_does(name: str) -> None:
    verdicts = verdicts_of(chart_of(EVERY[name]), "f1")

    assert [(v["rule"], v["verdict"]) for v in verdicts] == [("EX-07", "violation")]
