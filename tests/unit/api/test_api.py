"""Programs at `/api/v1`: the same deeds as on pages, with the rights of their token's person."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.store import (
    Role,
    Wanted,
    add_person,
    audit_trail,
    list_api_tokens,
    open_alerts,
    recorded_facts,
    revoke_api_token,
)
from tests.unit.api.conftest import Program
from tests.web.pages import NOW

SUBJECT = "/subjects/CN01-007"
SCREENED = {"kind": "step", "step": "screening", "state": "done", "at": "2026-03-10"}
PROBLEM = "application/problem+json"


def told(answer: Any, status: int, kind: str) -> dict[str, Any]:
    """The problem of this kind, with this status."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    problem: dict[str, Any] = answer.json()
    assert (problem["type"], problem["status"]) == (f"urn:dayzero:problem:{kind}", status)
    return problem


def test_nothing_but_the_description_is_told_without_a_token(stranger: TestClient) -> None:
    description = stranger.get("/openapi.json").json()
    asked = 0
    for path, operations in description["paths"].items():
        concrete = path.format(subject="CN01-007", number=1, name="subjects.csv")
        for method in operations:
            answer = stranger.request(method, concrete, content=b"not even JSON")
            told(answer, 401, "no_token")
            assert answer.headers["www-authenticate"] == "Bearer"
            asked += 1

    assert description["openapi"].startswith("3.1")
    assert asked >= 15
    told(stranger.get("/subjects", headers={"Authorization": "Bearer dayzero_x"}), 401, "no_token")


def test_a_program_reads_what_its_person_may_see_and_the_audit_says_so(
    program: Program, records: Engine
) -> None:
    reads = program("read")
    listed = reads.get("/subjects", params={"limit": 2}).json()
    rest = reads.get("/subjects", params={"after": listed["next_after"]}).json()
    numbers = [row["subject"] for row in listed["subjects"] + rest["subjects"]]
    plan = reads.get(f"{SUBJECT}/plan").json()["plan"]

    assert numbers == ["CN01-007", "CN01-008", "CN01-009"]
    assert (plan["schema"], plan["subject"]) == ("dayzero.plan/1", "CN01-007")
    assert reads.get(f"{SUBJECT}/chart").json()["chart"]["subject"] == "CN01-007"
    assert reads.get(SUBJECT).json()["alerts"] == listed["subjects"][0]["alerts"]
    assert reads.get("/visits", params={"first": "2026-03-13"}).json()["visits"][-1]["step"] == (
        "infusion"
    )
    told(reads.get("/subjects/CN02-001"), 404, "not_there")  # of another site
    told(reads.get("/subjects/CN01-999"), 404, "not_there")
    number = list_api_tokens(records)[-1].number
    line = audit_trail(records, Wanted(subject="CN01-007", who="nurse"))[0]
    assert (line.who, line.what) == (f"nurse (API {number})", "read")


def test_the_list_says_how_each_subject_stands_and_is_filtered_by_it(program: Program) -> None:
    reads = program("read")
    listed = {row["subject"]: row for row in reads.get("/subjects").json()["subjects"]}
    of_state = reads.get("/subjects", params={"state": "violated"}).json()["subjects"]
    of_phase = reads.get("/subjects", params={"phase": "closed"}).json()["subjects"]

    assert (listed["CN01-007"]["state"], listed["CN01-007"]["phase"]) == (
        "violated",
        "conditioning",
    )
    assert listed["CN01-007"]["revision"] == 10
    assert [row["subject"] for row in of_state] == [
        number for number, row in listed.items() if row["state"] == "violated"
    ]
    assert len(of_state) < len(listed)
    assert of_phase == []


def test_a_token_is_good_for_its_scopes_and_never_for_more_than_its_person_may(
    program: Program, records: Engine
) -> None:
    refused = program("read").post(f"{SUBJECT}/facts", json=SCREENED)
    assert told(refused, 403, "scope_lacking")["scope"] == "record"
    assert 'scope="record"' in refused.headers["www-authenticate"]
    told(program("record").get("/subjects"), 403, "scope_lacking")
    ended = program("read")
    revoke_api_token(records, list_api_tokens(records)[-1].number, now=NOW, by="nurse")
    told(ended.get("/subjects"), 401, "no_token")


def test_a_fact_is_recorded_once_for_its_key_and_answered_the_same(
    program: Program, records: Engine
) -> None:
    writes, page = program("record"), "/subjects/CN01-009/facts"
    key = {"Idempotency-Key": "lab-4711"}
    first = writes.post(page, json=SCREENED, headers=key)
    again = writes.post(page, json=SCREENED, headers=key)
    other = writes.post(page, json={**SCREENED, "at": "2026-03-09"}, headers=key)

    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first.json()["fact"] == {"id": "f2", **SCREENED}
    assert first.json()["recorded_by"].startswith("nurse (API ")
    assert "“lab-4711” is the key of f2" in told(other, 409, "key_taken")["faults"][0]["detail"]
    echo = told(writes.post(page, json=SCREENED), 409, "said_a_moment_ago")
    assert echo["fact"] == "f2"
    assert "give it an Idempotency-Key" in echo["detail"]
    assert len(recorded_facts(records, "CN01-009")) == 2


def test_the_second_of_two_writers_is_told_that_the_chart_is_another(program: Program) -> None:
    both, page = program("read", "record"), "/subjects/CN01-008/facts"
    seen = {"If-Match": both.get(page).headers["etag"]}
    one = {"kind": "event", "event": "coronary_stent", "at": "2025-08-31"}
    first = both.post(page, json=one, headers=seen)
    second = both.post(page, json={**one, "at": "2025-08-30"}, headers=seen)

    assert first.status_code == 201
    assert told(second, 412, "changed_meanwhile")["revision"] == first.json()["revision"]
    correction = {**one, "at": "2025-08-30", "corrects": first.json()["fact"]["id"]}
    fresh = {"If-Match": both.get(page).headers["etag"]}
    done = both.post(page, json={**correction, "reason": "misread"}, headers=fresh)
    assert (done.status_code, done.json()["reason"]) == (201, "misread")
    same = {**correction, "reason": "again", "corrects": done.json()["fact"]["id"]}
    told(both.post(page, json=same), 422, "refused")  # says nothing else
    back = {"kind": "retraction", "corrects": done.json()["fact"]["id"], "reason": "other"}
    assert both.post(page, json={**back, "at": "2026-03-10"}).status_code == 201


@pytest.mark.parametrize(
    ("language", "says", "title"),
    [
        ("en", "“holiday” is not", "This cannot be what was meant"),
        ("zh-CN,en;q=0.5", "“holiday”", "内容有误，未被接受"),
    ],
)
def test_a_refusal_names_the_field_in_the_language_that_is_asked_for(
    program: Program, language: str, says: str, title: str
) -> None:
    writes = program("record", language=language)
    answer = writes.post(f"{SUBJECT}/facts", json={**SCREENED, "step": "holiday"})
    problem = told(answer, 422, "refused")

    assert problem["title"] == title
    assert problem["faults"][0]["path"] == "step"
    assert says in problem["faults"][0]["detail"]
    for body in (b"{", b"[]", b'{"kind": 1, "kind": 2}', b"\xff", b""):
        told(writes.post(f"{SUBJECT}/facts", content=body), 422, "refused")
    told(writes.post(f"{SUBJECT}/facts", content=b" " * 200_001), 413, "too_large")


def test_what_if_shows_both_plans_and_records_nothing(program: Program, records: Engine) -> None:
    before = len(recorded_facts(records, "CN01-007"))
    moved = {"kind": "step", "step": "infusion", "state": "booked", "at": "2026-03-20T10:00"}
    reads = program("read")
    tried = reads.post(f"{SUBJECT}/what-if", json={"facts": [moved]}).json()
    at = {
        name: next(one["at"] for one in tried[name]["steps"] if one["step"] == "infusion")
        for name in ("before", "after")
    }
    assert at == {"before": "2026-03-18T10:00+08:00", "after": "2026-03-20T10:00+08:00"}
    assert len(recorded_facts(records, "CN01-007")) == before
    wrong = reads.post(f"{SUBJECT}/what-if", json={"facts": [moved, {"kind": "step"}]})
    assert told(wrong, 422, "refused")["faults"][0]["path"].startswith("facts[1].")


def test_an_alert_is_put_off_and_taken_over_with_a_reason(
    program: Program, records: Engine
) -> None:
    both = program("read", "answer")
    number = open_alerts(records, "CN01-007")[0].number
    alert = f"{SUBJECT}/alerts/{number}"
    late = both.put(f"{alert}/snooze", json={"until": "2027-01-01T08:00", "reason": "away"})
    told(late, 422, "refused")
    told(both.put(f"{alert}/acknowledgement", json={"reason": ""}), 422, "refused")
    told(both.put(f"{alert}/acknowledgement", json={"why": "?"}), 422, "refused")
    taken = both.put(f"{alert}/acknowledgement", json={"reason": "called the ward"}).json()

    assert (taken["state"], taken["acknowledged_why"]) == ("acknowledged", "called the ward")
    assert taken in both.get("/alerts").json()["alerts"]
    told(both.put(f"/subjects/CN01-009/alerts/{number}/snooze", json={}), 404, "not_there")


def test_a_calendar_link_is_told_once_and_ends_when_it_is_taken_back(program: Program) -> None:
    links = f"{SUBJECT}/calendar-links"
    both = program("read", "calendar")
    made = both.post(links, json={}).json()
    other = both.post(links, json={"replaces": made["link"]}).json()
    told(both.post(links, json={"replaces": made["link"]}), 404, "not_there")  # it has ended
    gone = both.delete(f"{links}/{other['link']}")
    listed = both.get(links)

    assert made["webcal"].startswith("webcal://")
    assert gone.status_code == 204
    assert [one["ended"] for one in listed.json()["links"]] == [True, True]
    assert made["https"].rpartition("/")[2].removesuffix(".ics") not in listed.text


def test_files_are_those_of_the_pages_for_the_sites_of_the_person(program: Program) -> None:
    fetches = program("export", person="reader")
    listed = fetches.get("/exports/subjects.csv")
    assert listed.headers["content-type"] == "text/csv; charset=utf-8"
    assert "CN01-009" in listed.text
    assert "CN02-001" not in listed.text
    assert fetches.get(f"{SUBJECT}/fhir.json").json()["resourceType"] == "Bundle"
    told(fetches.get("/exports/people.csv"), 404, "not_there")


def test_a_program_of_somebody_of_another_trial_finds_nobody(
    program: Program, records: Engine
) -> None:
    of_another = frozenset({"NCT02013167"})
    add_person(
        records,
        "another",
        role=Role.COORDINATOR,
        sites=frozenset({"CN01"}),
        trials=of_another,
        password_hash="$hash",  # noqa: S106  nobody signs in with it
        now=NOW,
        by="test",
    )
    asks = program("read", "export", person="another")

    assert asks.get("/subjects").json()["subjects"] == []
    for path in ("/alerts", "/visits", "/exports/subjects.csv"):
        assert "CN01" not in asks.get(path).text, path
    for path in ("", "/facts", "/chart", "/plan", "/alerts", "/fhir.json"):
        told(asks.get(f"{SUBJECT}{path}"), 404, "not_there")


def test_what_is_not_there_or_asked_too_often_is_a_problem_too(
    program: Program, records: Engine
) -> None:
    reads = program("read")
    told(reads.get("/nothing"), 404, "not_there")
    no_way = reads.patch(f"{SUBJECT}/facts")
    told(no_way, 405, "other_method")
    assert no_way.headers["allow"] == "GET, POST"
    told(reads.get("/visits", params={"first": "2026-02-30"}), 422, "refused")
    token = reads.headers["authorization"]
    hurried = TestClient(
        create_app(records, Settings(requests_per_api_token=2)),
        base_url="http://testserver/api/v1",
        headers={"Authorization": token},
    )
    answers = [hurried.get("/subjects") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    told(answers[2], 429, "too_often")
    assert 1 <= int(answers[2].headers["retry-after"]) <= 60
    assert answers[0].headers["cache-control"] == "no-store"
