"""Of no chart, a value, finding, drug, diagnosis or rule is in anything that leaves."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given

from models.chart import read_chart
from models.moments import to_minute
from models.plan import assess
from models.timeline.windows.case import open_case
from tests.properties.budget import share
from tests.properties.leaving import (
    PROTOCOL,
    RULE,
    everything_that_leaves,
    private_words,
    words_told,
)
from tests.properties.paths import Subject
from tests.properties.results import with_results


@pytest.fixture(scope="module", autouse=True)
def somewhere() -> Iterator[None]:
    """Links name an installation; nothing of it is opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAYZERO_DATABASE_URL", "sqlite://")
        yield


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
