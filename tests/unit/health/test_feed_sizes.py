"""A calendar that grows too large for calendar programs is told before it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dayzero.health.feed_sizes import feed_size_findings, sizes_of_links
from dayzero.health.finding import Level
from dayzero.settings import Settings
from models.records.store import (
    Scope,
    import_charts,
    new_feed,
    open_engine,
    publish_pass,
    published_entries,
    read_for_pass,
    upgrade,
)
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.reading_feeds import body_behind

NOW = datetime(2026, 4, 3, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sizes", "level", "said"),
    [
        ({}, Level.OK, "the largest of 0 links is 0 KB"),
        ({1: 90_000, 2: 400_000}, Level.OK, "the largest of 2 links is 400 KB"),
        ({1: 90_000, 2: 400_001}, Level.WARN, "link 2 401 KB"),
        ({3: 480_000, 7: 1_000_000}, Level.WARN, "link 7 1000 KB, link 3 480 KB"),
    ],
)
def test_a_calendar_is_told_before_programs_refuse_it(
    sizes: dict[int, int], level: Level, said: str
) -> None:
    [found] = feed_size_findings(sizes)

    assert found.level is level
    assert said in found.said
    assert (found.do is None) == (level is Level.OK)


def test_what_is_told_is_the_size_that_a_reader_gets(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
    upgrade(engine)
    chart = Path("docs/example.chart.json").read_bytes()
    import_charts(engine, [("a.json", chart)], now=NOW, by="test")
    recorded = Recorded(read_for_pass(engine, "CN01-007"), published_entries(engine, "CN01-007"))
    publish_pass(engine, work_out(recorded, plan_path(recorded, NOW), NOW))
    token = new_feed(engine, Scope("site", "CN01"), now=NOW, by="test")
    new_feed(engine, Scope("subject", "CN01-007"), now=NOW, by="test")

    body = body_behind(engine, token, NOW)

    assert body is not None
    assert sizes_of_links(engine, Settings(), NOW) == {1: len(body.octets)}
