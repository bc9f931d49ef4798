"""Hand-over, deviations, checked facts, deliveries, rules and help, over a real server."""

import re
from collections.abc import Iterator

import httpx
import pytest

from models.records.store import (
    EVERYTHING,
    correct,
    handover_notes,
    open_alerts,
    recorded_facts,
    registered_deviations,
)
from tests.unit.exports.conftest import TREATED
from tests.unit.records.recorded import bring_in
from tests.web.pages import NOW, Pages, pages_over, pass_over, post, token_in, words

SUBJECT = "CN01-010"
NOTE = "The ward calls back about the platelets"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Records with a subject who was treated against a rule."""
    with pages_over(tmp_path_factory.mktemp("kept")) as running:
        bring_in(running.engine, TREATED)
        pass_over(running.engine, SUBJECT)
        yield running


@pytest.fixture(scope="module")
def nurse(kept: Pages) -> httpx.Client:
    return kept.signed_in()


def write(nurse: httpx.Client, **fields: str) -> httpx.Response:
    usual = {"text": NOTE, "day": "2026-03-10", "subject": "", "site": "CN01"}
    page = nurse.get("/handover")
    keyed = re.search(r'name="deed" value="([^"]+)"', page.text)
    assert keyed
    told = {"form_token": token_in(page), "deed": keyed[1], **usual, **fields}
    return nurse.post("/handover", data=told)


def number_of(kept: Pages, rule: str = "EX-03.2") -> int:
    [one] = [one for one in registered_deviations(kept.engine, SUBJECT) if one.rule == rule]
    return one.number


def test_yesterdays_note_stands_above_today_until_it_is_ticked(
    kept: Pages, nurse: httpx.Client
) -> None:
    write(nurse, subject=SUBJECT, day="2026-03-09")
    today = words(nurse.get("/today"))
    assert today.index(NOTE) < today.index("Now")
    assert NOTE in words(nurse.get(f"/subjects/{SUBJECT}"))

    [note] = handover_notes(kept.engine, EVERYTHING, subject=SUBJECT)
    ticked = post(nurse, "/handover", f"/handover/{note.number}/done", back="/today")

    assert ticked.url.path == "/today"
    assert NOTE not in words(ticked)
    assert "done by nurse" in words(nurse.get("/handover"))
    audit = words(nurse.get("/audit", params={"subject": SUBJECT}))
    assert f"wrote hand-over note {note.number} for 2026-03-09" in audit
    assert f"ticked hand-over note {note.number}" in audit
    assert NOTE not in audit


def test_a_note_for_a_later_day_waits_and_is_counted(nurse: httpx.Client) -> None:
    write(nurse, text="Fetch the product", day="2026-03-12")

    today = words(nurse.get("/today"))
    assert "Fetch the product" not in today
    assert "1 note is meant for a later day" in today
    assert "Fetch the product" in words(nurse.get("/handover"))


def test_a_note_is_seen_at_its_site_alone_and_stays_on_the_pages(
    kept: Pages, nurse: httpx.Client
) -> None:
    other = "the key is in Chongqing"
    write(kept.signed_in("chief"), text=other, site="CN02")
    write(nurse, text="secret of the shift", subject=SUBJECT)

    assert other not in words(nurse.get("/handover"))
    assert other in words(kept.signed_in("chief").get("/handover"))
    files = [f"/subjects/{SUBJECT}/fhir.json", "/exports/visits.csv", "/exports/alerts.csv"]
    for file in (*files, "/exports/deviations.csv", "/audit.csv"):
        assert "secret of the shift" not in nurse.get(file).text, file


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "write what the next shift must know"),
        ({"day": "some day"}, "write one whole day, such as 10 Mar or 2026-03-10"),
        (
            {"day": "D-3", "subject": "CN01-009"},
            "counts from the infusion, which has no date yet; write the date",
        ),
        ({"text": "a\x07b"}, "has a character that does not print"),
        ({"subject": "CN02-001"}, "CN02-001: no such subject is recorded"),
        ({"site": "CN02"}, "choose one of your sites"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_in_words(
    nurse: httpx.Client, fields: dict[str, str], said: str
) -> None:
    answer = write(nurse, **fields)

    assert answer.status_code == 422
    assert "The note was not kept." in words(answer)
    assert said in words(answer)


def test_a_reader_writes_no_note_and_explains_nothing(kept: Pages) -> None:
    reader = kept.signed_in("reader")
    number = number_of(kept)

    assert 'action="/handover"' not in reader.get("/handover").text
    assert post(reader, "/subjects", "/handover", text="x").status_code == 403
    assert "<textarea" not in reader.get(f"/deviations/{number}").text
    assert post(reader, "/subjects", f"/deviations/{number}", why="x").status_code == 403
    assert post(reader, "/subjects", f"/subjects/{SUBJECT}/facts/f8/check").status_code == 403


def test_what_is_typed_on_an_alert_is_the_reason_in_the_register(
    kept: Pages, nurse: httpx.Client
) -> None:
    [alert] = [one for one in open_alerts(kept.engine, SUBJECT) if one.alert.rule == "EX-03.2"]
    answer = f"/subjects/{SUBJECT}/alerts/{alert.number}/acknowledge"
    post(nurse, f"/subjects/{SUBJECT}", answer, reason="the dose was not handed over")

    assert "the dose was not handed over" in words(nurse.get("/deviations"))


def test_a_deviation_is_explained_with_cause_action_and_report(
    kept: Pages, nurse: httpx.Client
) -> None:
    number = number_of(kept)
    page = nurse.get(f"/deviations/{number}")
    seen = re.search(r'name="seen" value="(\d+)"', page.text)
    assert seen
    told = {
        "why": "dasatinib stopped late",
        "root_cause": "two lists of drugs",
        "action": "one list, checked daily",
        "reported_to": "ethics committee",
        "reported_on": "2026-03-09",
        "seen": seen[1],
    }
    done = post(nurse, f"/deviations/{number}", f"/deviations/{number}", **told)
    again = post(nurse, f"/deviations/{number}", f"/deviations/{number}", **told)

    assert f"Deviation {number} is explained." in words(done)
    assert again.status_code == 200  # sent twice, kept once
    for text in ("two lists of drugs", "one list, checked daily", "ethics committee, Mon 9 Mar"):
        assert text in words(done)
    row = next(
        line
        for line in nurse.get("/exports/deviations.csv").text.splitlines()[1:]
        if "two lists of drugs" in line
    )
    assert "ethics committee" in row
    assert "2026-03-09" in row
    late = post(kept.signed_in("leaver"), "/deviations", f"/deviations/{number}", why="x", seen="0")
    assert late.status_code == 409
    assert "nurse said something meanwhile" in words(late)


def test_a_day_of_reporting_names_whom_it_was_reported_to(kept: Pages, nurse: httpx.Client) -> None:
    number = number_of(kept)
    [one] = [one for one in registered_deviations(kept.engine) if one.number == number]
    form = {"why": "x", "reported_on": "2026-03-09", "seen": str(len(one.said))}
    answer = post(nurse, "/deviations", f"/deviations/{number}", **form)

    assert answer.status_code == 422
    assert "a day of reporting needs whom it was reported to" in words(answer)


def test_a_deviation_is_reported_on_a_day_number_of_its_subject(
    kept: Pages, nurse: httpx.Client
) -> None:
    number = number_of(kept)
    [one] = [one for one in registered_deviations(kept.engine) if one.number == number]
    told = {"why": "x", "reported_to": "ethics committee", "reported_on": "D-8"}
    answer = post(nurse, "/deviations", f"/deviations/{number}", **told, seen=str(len(one.said)))
    [one] = [one for one in registered_deviations(kept.engine) if one.number == number]

    assert answer.status_code == 200
    assert one.explained
    assert str(one.explained.reported_on) == "2026-02-10"  # the infusion was on 18 Feb


@pytest.mark.parametrize(
    ("typed", "meant", "read"),
    [
        ("9 Mar", "", "Read as Mon 9 Mar"),
        ("D-8", "", "Read as Tue 10 Feb"),
        ("3/5", "2026-03-05", "Which day is meant? Thu 5 Mar Sun 3 May Read as Thu 5 Mar"),
    ],
)
def test_a_refused_explanation_shows_the_day_as_it_was_typed_and_says_how_it_is_read(
    kept: Pages, nurse: httpx.Client, typed: str, meant: str, read: str
) -> None:
    number = number_of(kept)
    [one] = [one for one in registered_deviations(kept.engine) if one.number == number]
    told = {"why": "", "reported_to": "x", "reported_on": typed, "is_reported_on": meant}
    page = post(nurse, "/deviations", f"/deviations/{number}", **told, seen=str(len(one.said)))

    assert page.status_code == 422
    assert f'name="reported_on" value="{typed}"' in page.text
    assert read in words(page)
    assert not meant or f'name="is_reported_on" value="{meant}" checked' in page.text


def test_the_register_is_filtered_by_subject_step_and_day(nurse: httpx.Client) -> None:
    def has_it(**asked: str) -> bool:
        page = nurse.get("/deviations", params=asked)
        assert page.status_code == 200
        return 'id="deviation-' in page.text

    assert has_it(subject=SUBJECT, step="infusion", since="2026-03-10", until="2026-03-10")
    assert not has_it(subject="CN01-009")
    assert not has_it(step="consent")
    assert not has_it(until="2026-03-09")
    assert nurse.get("/deviations", params={"since": "March"}).status_code == 422


def test_a_deviation_of_another_site_is_not_there(kept: Pages) -> None:
    assert kept.signed_in().get("/deviations/999").status_code == 404


def test_a_second_person_marks_a_fact_and_a_correction_takes_the_mark_away(
    kept: Pages, nurse: httpx.Client
) -> None:
    page = f"/subjects/{SUBJECT}"
    done = post(nurse, page, f"{page}/facts/f8/check")
    assert "f8 is marked as checked against its source." in words(done)
    assert "checked against the source by nurse, Tue 10 Mar 08:00" in words(done)

    [drug] = [one for one in recorded_facts(kept.engine, SUBJECT) if one.fact == "f8"]
    again = {**drug.document, "last": "2026-02-14"}
    again.pop("id")
    correct(kept.engine, SUBJECT, "f8", again, reason="misread", now=NOW, by="nurse")
    assert "checked against the source by nurse" not in words(nurse.get(page))
    assert post(nurse, page, f"{page}/facts/f99/check").status_code == 404


def test_who_recorded_a_fact_is_told_that_somebody_else_checks_it(nurse: httpx.Client) -> None:
    page = f"/subjects/{SUBJECT}"
    answer = post(nurse, page, f"{page}/facts/f11/check")  # the correction, by nurse

    assert answer.status_code == 422
    assert "you recorded this fact; somebody else compares it" in words(answer)


def test_the_rules_stand_with_limit_source_and_mark(kept: Pages, nurse: httpx.Client) -> None:
    page = words(nurse.get("/rules"))
    assert "EX-03.2" in page
    assert "more than 72 hours before infusion" in page
    assert "NCT04684147 exclusion 3.2" in page
    chinese = words(kept.signed_in().get("/rules", params={"lang": "zh"}))
    assert "距回输超过 72 小时" in chinese


def test_every_page_leads_to_its_own_help(nurse: httpx.Client) -> None:
    help_page = nurse.get("/help", params={"lang": "en"}).text
    for path in (
        "/today",
        "/week",
        "/subjects",
        "/handover",
        "/deviations",
        "/deliveries",
        "/signatures",
        "/rules",
        "/audit",
        f"/subjects/{SUBJECT}/record/step",
    ):
        [anchor] = re.findall(r'href="/help#(\w+)"', nurse.get(path).text)
        assert f'id="{anchor}"' in help_page, path
    for name in ("handover", "deviations", "deliveries", "signatures", "rules", "audit"):
        assert f'href="/{name}"' in nurse.get("/registers").text
