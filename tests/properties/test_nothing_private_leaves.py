"""Of no chart, a value, finding, drug, diagnosis or rule is in anything that leaves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chart import read_chart
from models.moments import to_minute
from models.plan import assess
from models.timeline.windows.case import open_case
from tests.properties.budget import share
from tests.properties.charts import numbered
from tests.properties.leaving import (
    PROTOCOL,
    RULE,
    Json,
    everything_that_leaves,
    private_words,
    words_told,
)
from tests.properties.paths import Subject, subjects


@pytest.fixture(scope="module", autouse=True)
def somewhere() -> Iterator[None]:
    """Links name an installation; nothing of it is opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAYZERO_DATABASE_URL", "sqlite://")
        yield


@st.composite
def with_results(draw: st.DrawFn) -> Subject:
    """A subject on the way, of whom values and findings are recorded, good and bad ones."""
    subject = draw(subjects())
    today = datetime.fromisoformat(subject.now).date()
    results = draw(st.lists(st.one_of(measured(today), found(today)), max_size=4))
    facts = numbered([*({**fact} for fact in subject.chart["facts"]), *results])
    return replace(subject, chart={**subject.chart, "facts": facts})


@st.composite
def measured(draw: st.DrawFn, today: date) -> Json:
    measure = draw(st.sampled_from([one for one in PROTOCOL.measure if one.unit]))
    return {
        "kind": "measurement",
        "measure": measure.id,
        "value": draw(st.sampled_from(["0", "3.7", "41.3", "517", "2311"])),
        "unit": measure.unit,
        "at": (today - timedelta(days=draw(st.integers(1, 40)))).isoformat(),
    }


@st.composite
def found(draw: st.DrawFn, today: date) -> Json:
    return {
        "kind": "finding",
        "finding": draw(st.sampled_from(PROTOCOL.finding)).id,
        "present": draw(st.booleans()),
        "at": (today - timedelta(days=draw(st.integers(1, 40)))).isoformat(),
    }


@share(0.6)
@given(with_results())
def test_what_leaves_says_steps_and_dates_alone(subject: Subject) -> None:
    now = datetime.fromisoformat(subject.now)
    chart = read_chart(subject.chart, protocol=PROTOCOL, now=to_minute(now))
    plan = assess(open_case(chart, PROTOCOL, {}), to_minute(now))

    words = private_words(subject.chart)
    for where, text in everything_that_leaves(plan, now):
        assert not words_told(text, words), (where, text)
        assert not RULE.search(text), (where, text)
