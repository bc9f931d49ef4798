"""Whatever is handed in: it is refused in sentences, or planned; nothing else happens."""

import json
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from models.chart import read_chart, read_document
from models.errors import InputRefused
from models.plan import assess, plan
from models.timeline.windows.case import open_case
from tests.properties.budget import share
from tests.properties.engine import PROTOCOL, minute_of
from tests.properties.wild_charts import Json, json_values, mutilated, strange
from tests.refusals import said
from wording.language import languages
from wording.plan_document import plan_bytes

NOW = minute_of("2026-12-31T08:00+08:00")
moments_of_looking = st.sampled_from(
    [minute_of(text) for text in ("2026-03-10T08:00+08:00", "2027-06-01T23:59+08:00")]
)


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


@share(2)
@given(st.one_of(st.binary(max_size=80), json_values.map(_written)))
def test_any_bytes_are_a_document_or_are_refused(raw: bytes) -> None:
    try:
        document = read_document(raw)
    except InputRefused as refused:
        _said_well(refused)
    else:
        _read_or_refused(document)


@share(3)
@given(mutilated())
def test_a_mutilated_chart_is_refused_in_sentences_or_planned(chart: Any) -> None:
    try:
        document = read_document(_written(chart))
    except InputRefused as refused:
        _said_well(refused)
    else:
        _read_or_refused(document)


@share(3)
@given(strange(), moments_of_looking)
def test_a_strange_chart_is_refused_in_sentences_or_planned(chart: Json, now: int) -> None:
    _read_or_refused(chart, now)


@share(0.2)
@given(strange(), moments_of_looking)
def test_the_next_change_of_a_strange_chart_is_found(chart: Json, now: int) -> None:
    try:
        facts = read_chart(chart, protocol=PROTOCOL, now=now)
    except InputRefused:
        return
    event("planned")
    changes = plan(facts, PROTOCOL, now).next_change_at
    assert changes is None or changes > now


def _read_or_refused(document: Json, now: int = NOW) -> None:
    try:
        chart = read_chart(document, protocol=PROTOCOL, now=now)
    except InputRefused as refused:
        event("refused")
        _said_well(refused)
        return
    event("planned")
    assert json.loads(plan_bytes(assess(open_case(chart, PROTOCOL), now), PROTOCOL))


def _said_well(refused: InputRefused) -> None:
    """Every fault is one line: where, and a sentence."""
    assert refused.faults
    for fault in refused.faults:
        assert fault.path
        for language in languages():
            line = said(fault, language)
            assert line.removeprefix(fault.path).strip(": ")
            assert "\n" not in line
            assert "\x1b" not in line
            line.encode()
