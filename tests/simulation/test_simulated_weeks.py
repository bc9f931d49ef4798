"""Some weeks of a trial, simulated: who must be told is told, once; nobody else, of nothing else.

`make simulated-year` runs a year of a hundred subjects and prints the counts.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from models.records.store import verify
from tests.simulation.report import Report, report_on, say
from tests.simulation.year import a_year

pytestmark = pytest.mark.journey  # real servers or a browser, for minutes


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    folder = tmp_path_factory.mktemp("weeks")
    every = timedelta(hours=6)
    with a_year(folder, seed=13, subjects=4, days=60, pause=every, fault_share=0.2) as year:
        year.run()
        yield report_on(year)


def test_every_violation_has_its_alert_and_none_is_invented(report: Report) -> None:
    counts = report.year.counts

    assert (counts.missing, counts.invented) == (set(), set()), counts.first_seen
    kinds = {one.partition("kind='")[2].partition("'")[0] for _, one in counts.violations}
    assert {"washout_violated", "window_violated", "overdue", "gate"} <= kinds, say(report)


def test_every_telling_reaches_its_reader_and_nobody_else(report: Report) -> None:
    assert (report.untold, report.strangers) == (frozenset(), frozenset())
    assert len(report.year.told) > 20
    assert report.year.post.faults  # the way there was not smooth
    assert report.year.counts.deaths


def test_a_repeat_is_told_by_its_key(report: Report) -> None:
    keys = [message.key for message in report.year.post.taken]

    assert len(keys) > len(set(keys))
    assert report.unlike == ()


def test_the_register_holds_the_deviations_and_no_others(report: Report) -> None:
    assert (report.unregistered, report.wrongly_registered) == (frozenset(), frozenset())


def test_records_that_only_the_program_wrote_are_as_they_were_written(report: Report) -> None:
    looked = verify(report.year.engine)

    assert looked.findings == ()
    assert looked.links > 500
