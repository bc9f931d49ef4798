"""`dayzero doctor` where things are missing or broken: quick, plain, and with its exit code."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.ports import free_port
from tests.unit.commands.command_line import Answer, Run

UNANSWERED = f"http://127.0.0.1:{free_port()}/api"


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a Prefect server nor a Prefect home of whoever runs the tests, and no hurry."""
    for asked in ("pages", "prefect_api"):
        monkeypatch.setattr(f"dayzero.health.{asked}.ANSWER_SECONDS", 60.0)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))


def lines(answer: Answer) -> dict[str, dict[str, Any]]:
    return {one["check"]: one for one in json.loads(answer.out)["findings"]}


def test_before_anything_is_set_up_it_says_what_to_run(run: Run) -> None:
    answer = run("doctor")

    assert answer.code == 2
    assert "fail  database" in answer.out
    assert "→ run `dayzero init`" in answer.out
    assert not Path("home/dayzero.db").exists()  # looking creates nothing


def test_a_new_installation_is_told_line_by_line(run: Run) -> None:
    run("init")
    answer = run("doctor", "--json")
    found = lines(answer)

    assert answer.code == 1  # no Prefect server is named, and the tests hold the clock
    assert json.loads(answer.out)["level"] == "warn"
    assert {check for check, one in found.items() if one["level"] == "warn"} == {
        "Prefect",
        "clock",
        "channels",
    }
    assert list(found) == [
        "database",
        "writing",
        "passes",
        "protocol",
        "calendars",
        "deliveries",
        "dead letters",
        "unreached",
        "versions",
        "channels",
        "calendar sizes",
        "Prefect",
        "clock",
        "time zones",
        "holidays",
        "disk",
        "files",
    ]


@pytest.mark.parametrize(
    ("status", "level", "said"),
    [
        (200, "ok", "served at {url}"),
        (503, "fail", "{url} serves nothing: no database"),
        (502, "fail", "{url} answers 502"),  # a proxy with nothing behind it
        (None, "fail", "{url} cannot be reached"),
    ],
)
def test_it_asks_for_the_pages_where_readers_come(  # noqa: PLR0917  pytest names them
    run: Run,
    httpserver: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
    status: int | None,
    level: str,
    said: str,
) -> None:
    url = httpserver.url_for("").rstrip("/") if status else f"http://127.0.0.1:{free_port()}"
    httpserver.expect_request("/health").respond_with_data("", status=status or 200)
    monkeypatch.setenv("DAYZERO_BASE_URL", url)
    found = lines(run("doctor", "--json"))["pages"]

    assert (found["level"], found["said"]) == (level, said.format(url=url))
    assert (found["do"] is None) == (level == "ok")


def test_work_that_nobody_does_is_found(enrolled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYZERO_NOW", "2026-03-10T10:00+08:00")  # two hours after the import
    answer = enrolled("doctor", "--json")

    assert answer.code == 2
    assert lines(answer)["passes"] == {
        "check": "passes",
        "level": "fail",
        "said": "1 subject not planned anew, the longest for 2 h",
        "do": "see that the sweep runs every few minutes; `dayzero sweep` does it now",
    }


def test_a_database_server_that_is_down_is_told_without_its_password(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_DATABASE_URL", f"postgresql://day:secret@127.0.0.1:{free_port()}/z")
    answer = run("doctor", "--json")

    assert answer.code == 2
    assert lines(answer)["database"]["level"] == "fail"
    assert "secret" not in answer.out + answer.err
    assert "disk" in lines(answer)  # what is down holds up no other


def test_on_postgresql_the_clock_of_its_server_is_compared(
    run: Run, monkeypatch: pytest.MonkeyPatch, postgresql_url: str
) -> None:
    monkeypatch.setenv("DAYZERO_DATABASE_URL", postgresql_url)
    found = lines(run("doctor", "--json"))

    assert found["database"]["said"].startswith("PostgreSQL ")
    assert found["database clock"]["level"] == "ok"
    assert found["writing"]["level"] == "ok"


def test_a_database_that_may_only_be_read_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, postgresql_url: str
) -> None:
    read_only = f"{postgresql_url}&options=-cdefault_transaction_read_only%3Don"  # as a standby is
    monkeypatch.setenv("DAYZERO_DATABASE_URL", read_only)
    answer = run("doctor", "--json")

    assert answer.code == 2
    assert "is read-only" in lines(answer)["database"]["said"]


def test_prefect_that_is_not_there_is_told_with_its_address(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", UNANSWERED.replace("//", "//ops:secret@"))
    run("init")
    answer = run("doctor", "--json")

    assert answer.code == 2
    assert lines(answer)["Prefect"]["said"] == f"{UNANSWERED} cannot be reached"
    assert "secret" not in answer.out


@pytest.mark.parametrize(
    ("response", "said"),
    [
        (Response("no", status=500), "answers 500"),
        (Response("who are you", status=401), "answers 401"),
        (Response("<html>", status=200), "does not answer as a Prefect server would"),
        (Response("[]", status=200), "does not answer as a Prefect server would"),
    ],
)
def test_what_answers_in_prefects_place_is_told(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    httpserver: HTTPServer,
    response: Response,
    said: str,
) -> None:
    httpserver.expect_request("/api/health").respond_with_json(True)
    httpserver.expect_request("/api/admin/version").respond_with_json("3.8.8")
    httpserver.expect_request("/api/deployments/filter").respond_with_response(response)
    httpserver.expect_request("/api/flow_runs/filter").respond_with_json([{"state_name": "x"}])
    monkeypatch.setenv("PREFECT_API_URL", httpserver.url_for("/api"))

    assert said in lines(run("doctor", "--json"))["Prefect"]["said"]


def test_prefects_active_profile_is_asked_and_its_password_is_given(
    run: Run, httpserver: HTTPServer, tmp_path: Path
) -> None:
    asked: list[object] = []

    def answer(request: Request) -> Response:
        asked.append(request.authorization and request.authorization.password)
        return Response("no", status=503)

    httpserver.expect_request("/api/health").respond_with_handler(answer)
    (tmp_path / "prefect").mkdir()
    (tmp_path / "prefect" / "profiles.toml").write_text(
        f'active = "ward"\n[profiles.ward]\nPREFECT_API_URL = "{httpserver.url_for("/api")}"\n'
        'PREFECT_API_AUTH_STRING = "ops:secret:word"\n'
    )

    found = run("doctor", "--json")

    assert lines(found)["Prefect"]["said"] == f"{httpserver.url_for('/api')} answers 503"
    assert asked == ["secret:word"]
    assert "secret" not in found.out


def test_settings_that_cannot_be_read_are_refused_in_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_LANGUAGE", "fr")
    answer = run("doctor")

    assert answer.code == 2
    assert answer.err.startswith("DAYZERO_LANGUAGE: ")


def test_a_probe_of_every_minute_does_not_import_prefect() -> None:
    listed = subprocess.run(
        [sys.executable, "-c", "import dayzero.commands.running.doctor, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "dayzero.health.checkup" in listed.stdout
    assert "prefect" not in listed.stdout.split()
