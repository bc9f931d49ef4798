"""What monitoring reads: numbers, and nothing of anybody; logs that a program can read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from pytest_httpserver import HTTPServer

from models.records.store import Scope, new_feed, open_engine
from tests.unit.records.recorded import NOW, SCREENING, SUBJECT, bring_in, chart
from tests.web.server import PATIENCE_SECONDS, serving, set_up


@dataclass(frozen=True)
class Watched:
    """A server that is watched, over records of one subject; with the link to its calendar."""

    http: httpx.Client
    log: Path
    feed: str

    def figures(self) -> dict[str, float]:
        text = self.http.get("/metrics").raise_for_status().text
        return {
            sample.name + "".join(f" {value}" for value in sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture
def watched(tmp_path: Path, httpserver: HTTPServer) -> Iterator[Watched]:
    url = set_up(tmp_path)
    engine = open_engine(url)
    bring_in(engine, chart(SCREENING))
    token = new_feed(engine, Scope("subject", SUBJECT), now=NOW, by="test")
    told = {
        "DAYZERO_DATABASE_URL": url,
        "DAYZERO_NOW": (NOW + timedelta(minutes=3)).isoformat(),
        "DAYZERO_METRICS": "true",
        "DAYZERO_LOGS": "json",
        "PREFECT_API_URL": httpserver.url_for("/api"),
    }
    with (
        serving(tmp_path, told) as (address, log),
        httpx.Client(base_url=address, timeout=PATIENCE_SECONDS) as http,
    ):
        yield Watched(http, log, f"/calendar/{token}.ics")
    engine.dispose()


def test_monitoring_reads_how_much_is_due_and_how_late(watched: Watched) -> None:
    for _ in range(2):
        assert watched.http.get(watched.feed).status_code == 503  # not published yet
    found = watched.figures()

    assert found["dayzero_records_readable"] == 1
    assert (found["dayzero_subjects"], found["dayzero_passes_due"]) == (1, 1)
    assert found["dayzero_pass_lag_seconds"] == 180
    assert found["dayzero_passes_total"] == 0
    assert found["dayzero_feed_reads_total 503"] == 2
    assert found["dayzero_deliveries dead"] == found["dayzero_dead_letters"] == 0
    assert found["dayzero_alerts_told_per_subject_week"] == 0
    assert found["dayzero_prefect_answers"] == 0  # nothing that is named there is Prefect's


def test_the_age_of_the_last_sweep_is_prefects_word(
    watched: Watched, httpserver: HTTPServer
) -> None:
    ended = (datetime.now(UTC) - timedelta(minutes=20)).isoformat()
    run = {"state_name": "Completed", "state_type": "COMPLETED", "end_time": ended}
    httpserver.expect_request("/api/health").respond_with_json(True)
    httpserver.expect_request("/api/admin/version").respond_with_json("3.8.8")
    httpserver.expect_request("/api/deployments/filter").respond_with_json([])
    httpserver.expect_request("/api/flow_runs/filter").respond_with_json([run])
    found = watched.figures()

    assert found["dayzero_prefect_answers"] == 1
    assert found["dayzero_sweep_age_seconds"] >= 20 * 60


def test_no_figure_names_a_subject_a_site_or_a_link(watched: Watched) -> None:
    watched.http.get(watched.feed)
    text = watched.http.get("/metrics").text

    assert SUBJECT[:4] not in text
    assert watched.feed not in text


def test_without_the_setting_there_are_no_figures(tmp_path: Path) -> None:
    with serving(tmp_path, {"DAYZERO_DATABASE_URL": set_up(tmp_path)}) as (address, _):
        assert httpx.get(f"{address}/metrics").status_code == 404


def test_records_that_cannot_be_read_are_a_figure_and_no_failure(tmp_path: Path) -> None:
    told = {"DAYZERO_DATABASE_URL": set_up(tmp_path), "DAYZERO_METRICS": "true"}
    with serving(tmp_path, told) as (address, _):
        (tmp_path / "dayzero.db").write_bytes(b"no database any more" * 1000)
        text = httpx.get(f"{address}/metrics", timeout=PATIENCE_SECONDS).raise_for_status().text

    assert "dayzero_records_readable 0.0" in text


def test_each_line_of_the_log_is_an_object_and_none_tells_a_calendars_address(
    watched: Watched,
) -> None:
    watched.http.get(watched.feed)
    watched.http.get("/health")
    lines = watched.lines()
    requests = [line for line in lines if line["event"] == "request"]

    assert {"event", "level", "logger", "timestamp"} <= set(lines[0])
    assert all(str(line["timestamp"]).endswith("Z") for line in lines)
    assert requests[-2]["path"] == "/calendar/…"
    assert (requests[-1]["method"], requests[-1]["path"], requests[-1]["status"]) == (
        "GET",
        "/health",
        200,
    )
    assert watched.feed.removeprefix("/calendar/") not in watched.log.read_text()
