"""A subject's path as FHIR R4B, judged by the models that HL7's definitions were made into."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import httpx
import pytest
from fhir.resources.R4B.bundle import Bundle

from dayzero.demo.charts import demo_charts
from exports.fhir.bundle import bundle_bytes
from exports.fhir.told import Told
from models.alerting.tellings import AlertToTell
from models.chart import read_chart
from models.moments import to_minute
from models.plan import plan
from models.protocol import load_protocol
from models.records.store import OpenAlert
from models.timeline.results import Alert, Plan
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import SUBJECT
from tests.web.pages import Pages, words
from wording.language import languages

NOW = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
PROTOCOL = load_protocol()
CHARTS: Mapping[str, bytes] = dict(demo_charts(NOW, PROTOCOL))
BASE_URL = "https://dayzero.example.org"


@cache
def planned(name: str) -> Plan:
    chart = read_chart(json.loads(CHARTS[name]), protocol=PROTOCOL, now=to_minute(NOW))
    return plan(chart, PROTOCOL, to_minute(NOW))


@cache
def told(name: str, language: str = "en") -> Told:
    """One subject of the demo with every alert that follows from its chart."""
    made = planned(name)
    return Told(
        plan=made,
        protocol=PROTOCOL,
        alerts=[_opened(made, alert, number) for number, alert in enumerate(made.alerts, 1)],
        now=NOW,
        language=language,
        base_url=BASE_URL,
    )


def _opened(made: Plan, alert: Alert, number: int) -> tuple[OpenAlert, AlertToTell]:
    opened = OpenAlert(
        subject=made.subject, alert=alert, opened_at=NOW, reopened=0, number=number, tell_from=NOW
    )
    outside = AlertToTell(
        number=number,
        subject=made.subject,
        site=made.site,
        zone=made.zone,
        alert=alert,
        occasion=0,
        tell_from=NOW,
    )
    return opened, outside


@cache
def content(name: str, language: str = "en") -> bytes:
    return bundle_bytes(told(name, language))


def document(name: str, language: str = "en") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(content(name, language))
    return read


def resources(bundle: Mapping[str, Any], kind: str = "") -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in found if kind in {"", one["resourceType"]}]


def references(value: object) -> Iterator[str]:
    """Every reference anywhere in a resource."""
    if isinstance(value, Mapping):
        if "reference" in value and isinstance(value["reference"], str):
            yield value["reference"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from references(inner)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", languages())
def test_every_subject_of_the_demo_is_valid_fhir(name: str, language: str) -> None:
    bundle = Bundle.model_validate_json(content(name, language))

    assert bundle.type == "collection"
    assert len(bundle.entry or ()) > len(PROTOCOL.step) / 2


@pytest.mark.parametrize("name", CHARTS)
def test_all_that_a_bundle_refers_to_is_in_it_once(name: str) -> None:
    bundle = document(name)
    urls = [entry["fullUrl"] for entry in bundle["entry"]]

    assert len(set(urls)) == len(urls)
    assert set(references(bundle)) <= set(urls)


@pytest.mark.parametrize("name", CHARTS)
def test_an_appointment_without_both_its_times_is_only_proposed_or_cancelled(name: str) -> None:
    """FHIR's own rules app-2 and app-3, which the models of its fields do not hold."""
    for one in resources(document(name), "Appointment"):
        timed = ("start" in one, "end" in one)
        assert timed in {(True, True), (False, False)}
        assert all(timed) or one["status"] in {"proposed", "cancelled"}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", languages())
def test_no_rule_drug_result_or_reason_leaves(name: str, language: str) -> None:
    said = content(name, language).decode()
    rules = {*PROTOCOL.criterion_by_rule, *PROTOCOL.link_by_rule, "SITE-", "HOLD-"}
    facts = json.loads(CHARTS[name])["facts"]
    secret = {
        str(fact[key]) for fact in facts for key in ("drug", "event", "finding") if key in fact
    }

    assert [rule for rule in rules if rule in said] == []
    assert [word for word in secret if word in said] == []
    assert "pregnan" not in said.lower()
    assert "妊娠" not in said


@pytest.mark.parametrize("name", CHARTS)
def test_the_patient_is_a_number_and_nothing_else(name: str) -> None:
    [patient] = resources(document(name), "Patient")

    assert set(patient) == {"resourceType", "id", "identifier"}
    [number] = patient["identifier"]
    assert number["value"] == told(name).plan.subject


@pytest.mark.parametrize("name", CHARTS)
def test_a_window_begins_with_a_whole_day(name: str) -> None:
    """The minute at which a washout ends tells which drug was given, and when."""
    for one in resources(document(name), "ServiceRequest"):
        period = one.get("occurrencePeriod", {})
        assert all(len(day) == len("2026-11-30") for day in period.values())


def test_every_open_alert_is_a_task_with_what_to_do_and_by_when() -> None:
    name = next(name for name in CHARTS if len(told(name).plan.alerts) > 1)
    tasks = resources(document(name), "Task")
    alerts = told(name).plan.alerts

    assert len(tasks) == len(alerts)
    assert [task["priority"] == "stat" for task in tasks] == [
        alert.severity.value == "critical" for alert in alerts
    ]
    assert ["restriction" in task for task in tasks] == [
        alert.deadline is not None for alert in alerts
    ]
    assert all(task["description"] for task in tasks)


def test_the_same_moment_gives_the_same_bytes_and_the_same_ids_later() -> None:
    name = next(iter(CHARTS))
    again = told.__wrapped__(name)

    assert bundle_bytes(again) == bundle_bytes(told(name))
    ids = {one["id"] for one in resources(document(name), "ServiceRequest")}
    assert ids == {one["id"] for one in resources(document(name, "zh"), "ServiceRequest")}


# ------------------------------------------------------------- doors


def test_it_is_written_by_command(enrolled: Run) -> None:
    answer = enrolled("export", SUBJECT, "--fhir")

    assert (answer.code, answer.err) == (0, "")
    bundle = json.loads(answer.out)
    Bundle.model_validate(bundle)
    [screening] = [
        one
        for one in resources(bundle, "ServiceRequest")
        if one["code"]["coding"][0]["code"] == "screening"
    ]
    assert (screening["status"], screening["occurrenceDateTime"]) == ("completed", "2026-03-02")


def test_a_list_is_no_bundle(enrolled: Run) -> None:
    answer = enrolled("export", "visits", "--fhir")

    assert (answer.code, answer.err) == (2, "visits can be had as csv or xlsx, not as “fhir”\n")


def served(exported: Pages, who: str, subject: str) -> httpx.Response:
    return exported.signed_in(who).get(f"/subjects/{subject}/fhir.json")


def test_a_subjects_page_leads_to_it(exported: Pages) -> None:
    nurse = exported.signed_in()

    assert "as a FHIR R4B bundle" in words(nurse.get("/subjects/CN01-007"))
    file = served(exported, "nurse", "CN01-007")
    assert file.headers["content-type"] == "application/fhir+json"
    bundle = Bundle.model_validate(file.json())
    booked = [one for one in resources(file.json(), "Appointment") if one["status"] == "booked"]
    assert [one["start"] for one in booked] == ["2026-03-18T10:00:00+08:00"]
    assert bundle.timestamp == datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
    [accepted] = [one for one in resources(file.json(), "Task") if one["status"] == "accepted"]
    assert accepted["description"] == "Move infusion from Wed 18 Mar 10:00 to Wed 18 Mar 11:15"


def test_nobody_has_it_of_another_sites_subject(exported: Pages) -> None:
    assert served(exported, "nurse", "CN02-001").status_code == 404
    assert served(exported, "chief", "CN02-001").status_code == 200


def test_the_audit_keeps_who_had_it(exported: Pages) -> None:
    served(exported, "leaver", "CN01-009")

    audit = exported.signed_in("chief").get("/audit.csv", params={"who": "leaver"})
    assert "CN01-009" in audit.text
