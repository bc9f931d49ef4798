"""The ready automations: applied by name, refused in a sentence, and really fired."""

import json
import time
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from dayzero.commands.running.automations import SHIPPED
from dayzero.prefect_side.automating import AutomationRefused, apply
from flows.patient_path import patient_path
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import PATIENCE_SECONDS, Pages

pytestmark = pytest.mark.usefixtures("stage")
SUBJECT = "CN10-001"


def test_a_violation_is_told_to_the_operations_team(
    records: Engine, pages: Pages, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/ops", method="POST").respond_with_data("")
    monkeypatch.setenv("DAYZERO_OPS_WEBHOOK", httpserver.url_for("/ops"))
    assert all(line.startswith("made “dayzero: ") for line in apply(SHIPPED))
    assert all(line.startswith("changed “dayzero: ") for line in apply(SHIPPED))
    known = pages.http.post("/automations/filter", json={}).json()
    assert len([one for one in known if one["name"].startswith("dayzero: ")]) == 4

    bring_in(records, SUBJECT)
    patient_path(SUBJECT, NOW, return_state=True)

    wanted = f"{SUBJECT} at CN10: washout violated: infusion, act by 2026-"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not any(text.startswith(wanted) for text in told(httpserver)):
        assert time.monotonic() < deadline, told(httpserver)
        time.sleep(0.2)


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
    assert str(caught.value) == sentence
    assert caught.value.exit_code == 2
