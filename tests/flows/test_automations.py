"""The ready automations: applied by name, refused in a sentence, and really fired."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from prefect import get_client
from prefect.events import emit_event
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from dayzero.commands.running.automations import SHIPPED
from dayzero.prefect_side.automating import AutomationRefused, apply
from flows.patient_path import patient_path
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import PATIENCE_SECONDS, Pages
from tests.refusals import refuses, said

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.journey]
SUBJECT = "CN10-001"
ROLE = {"prefect.resource.role": "flow", "prefect.resource.name": "sweep"}


def test_a_violation_is_told_to_the_operations_team(
    records: Engine, pages: Pages, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/ops", method="POST").respond_with_data("")
    monkeypatch.setenv("DAYZERO_OPS_WEBHOOK", httpserver.url_for("/ops"))
    assert all(line.startswith("made “dayzero: ") for line in apply(SHIPPED))
    assert all(line.startswith("unchanged “dayzero: ") for line in apply(SHIPPED))
    known = pages.http.post("/automations/filter", json={}).json()
    assert len([one for one in known if one["name"].startswith("dayzero: ")]) == 4

    bring_in(records, SUBJECT)
    patient_path(SUBJECT, NOW, return_state=True)

    wanted = f"{SUBJECT} at CN10: washout violated: infusion, act by 2026-"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not any(text.startswith(wanted) for text in told(httpserver)):
        assert time.monotonic() < deadline, told(httpserver)
        time.sleep(0.2)


def test_an_automation_that_says_something_else_now_is_changed(
    tmp_path: Path, pages: Pages, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer
) -> None:
    monkeypatch.setenv("DAYZERO_OPS_WEBHOOK", httpserver.url_for("/ops"))
    file = tmp_path / "other.yaml"
    shipped = SHIPPED.read_text().replace('name: "dayzero: ', 'name: "other: ')
    file.write_text(shipped)
    list(apply(file))
    file.write_text(shipped.replace("within: 840", "within: 600"))

    assert [line.partition(" ")[0] for line in apply(file)] == ["unchanged"] * 3 + ["changed"]
    known = pages.http.post("/automations/filter", json={}).json()
    (silent,) = [one for one in known if one["name"].startswith("other: no sweep")]
    assert silent["trigger"]["within"] == 600
    remove_automations("other: ")


WITHIN = 20.0


@pytest.mark.journey  # it waits half a minute for a real clock
def test_no_sweep_is_told_once_the_stated_time_after_the_last_one_is_over(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With 20 seconds in place of 14 minutes; fixed buckets would have told it after 30 to 40."""
    httpserver.expect_request("/ops", method="POST").respond_with_data("")
    monkeypatch.setenv("DAYZERO_OPS_WEBHOOK", httpserver.url_for("/ops"))
    file = tmp_path / "quick.yaml"
    shipped = SHIPPED.read_text().replace("within: 840", f"within: {WITHIN:.0f}")
    file.write_text(shipped.replace('name: "dayzero: ', 'name: "quick: '))
    list(apply(file))
    sweeps = [a_sweep_ended()]
    until(lambda: time.monotonic() - sweeps[0] > WITHIN / 2)
    sweeps.append(a_sweep_ended())

    until(lambda: any("no sweep ended" in text for text in told(httpserver)))

    waited = time.monotonic() - sweeps[-1]
    assert WITHIN - 1 < waited < WITHIN * 1.45, waited
    remove_automations("quick: ")


def a_sweep_ended() -> float:
    """As Prefect says it of a run of the sweep; when that was."""
    related = [{"prefect.resource.id": "prefect.flow.1", **ROLE}]
    run = {"prefect.resource.id": f"prefect.flow-run.{uuid4()}"}
    emit_event("prefect.flow-run.Swept", resource=run, related=related)
    return time.monotonic()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def remove_automations(prefix: str) -> None:
    with get_client(sync_client=True) as client:
        for one in client.read_automations():
            if one.name.startswith(prefix):
                client.delete_automation(one.id)


def test_an_address_that_is_none_is_refused_before_anything_is_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DAYZERO_OPS_WEBHOOK", "the ward")
    with refuses(AutomationRefused, match="^DAYZERO_OPS_WEBHOOK: is not an http address$"):
        list(apply(SHIPPED))


def told(httpserver: HTTPServer) -> list[str]:
    return [json.loads(request.get_data())["text"] for request, _ in httpserver.log]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("automations: [", "a.yaml: is not YAML"),
        ("- a", "a.yaml: has no list of automations"),
        (
            "automations: [{name: x, actions: [{type: call-webhook, block: slack-webhook/a}]}]",
            "x: actions.block: Prefect has no block slack-webhook/a; make it on its page of blocks",
        ),
        ("automations: [{name: x, actions: [{type: do-nothing}]}]", "x: trigger: Field required"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_in_a_sentence(
    tmp_path: Path, content: str, sentence: str
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(content)

    with pytest.raises(AutomationRefused) as caught:
        list(apply(file))
    assert said(caught.value) == sentence
    assert caught.value.exit_code == 2
