"""Where an installation asks for signatures: given with the password again, bound to the record."""

import re
from collections.abc import Iterator

import httpx
import pytest

from dayzero.commands.running.verify import SAID
from dayzero.second_factor import new_secret
from models.records.store import (
    EVERYTHING,
    Broken,
    begin_set_up,
    confirm_set_up,
    correct,
    recorded_facts,
    records_to_sign,
    registered_deviations,
    verify,
)
from tests.unit.exports.conftest import TREATED
from tests.unit.records.recorded import bring_in
from tests.web.filling_forms import hidden, previewed
from tests.web.pages import NOW, PASSWORD, PATH, Pages, pages_over, pass_over, post, words

SUBJECT, DEVIATING = "CN01-008", "CN01-010"
ADDRESS = f"/subjects/{SUBJECT}/record/retraction?corrects=f2"
MINE = "I made this change and answer for it."


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("signing"), DAYZERO_SIGNATURES="true") as running:
        bring_in(running.engine, TREATED)
        pass_over(running.engine, DEVIATING)
        yield running


@pytest.fixture(scope="module")
def nurse(signing: Pages) -> httpx.Client:
    return signing.signed_in()


def committed(browser: httpx.Client, seen: httpx.Response, **typed: str) -> httpx.Response:
    return browser.post(
        ADDRESS.partition("?")[0], data=hidden(seen.text) | {"action": "commit"} | typed
    )


def test_taking_back_asks_for_the_password_and_records_nothing_without_it(
    signing: Pages, nurse: httpx.Client
) -> None:
    facts = len(recorded_facts(signing.engine, SUBJECT))
    seen = previewed(nurse, ADDRESS, reason="of another subject", day="2026-03-09")
    assert MINE in words(seen)

    for typed in ({}, {"password": "another quiet word"}):
        refused = committed(nurse, seen, **typed)
        assert refused.status_code == 403
        assert "The password is wrong." in words(refused)
    assert len(recorded_facts(signing.engine, SUBJECT)) == facts

    done = committed(nurse, seen, password=PASSWORD)
    assert done.status_code == 200
    assert len(recorded_facts(signing.engine, SUBJECT)) == facts + 1
    [one] = records_to_sign(signing.engine, EVERYTHING, subject=SUBJECT)
    assert [(given.by, given.meaning, given.fits) for given in one.signatures] == [
        ("nurse", "author", True)
    ]
    page = words(nurse.get("/signatures", params={"subject": SUBJECT}))
    assert one.signatures[0].content in page
    audit = words(nurse.get("/audit", params={"subject": SUBJECT}))
    assert "signed f10 as author" in audit
    assert audit.count("was refused a signature") == 2


def test_an_explanation_of_a_deviation_is_signed_where_it_is_given(
    signing: Pages, nurse: httpx.Client
) -> None:
    number = registered_deviations(signing.engine, DEVIATING)[0].number
    page = f"/deviations/{number}"
    told = {"why": "the ward was not told", "seen": "0"}

    refused = post(nurse, page, page, **told, password="not that one")  # noqa: S106  of nobody
    assert refused.status_code == 403
    assert "the ward was not told" in refused.text  # nothing is typed twice
    assert not registered_deviations(signing.engine, DEVIATING)[0].said

    post(nurse, page, page, **told, password=PASSWORD)
    [one] = records_to_sign(signing.engine, EVERYTHING, subject=DEVIATING)
    assert (one.deviation, one.signatures[0].by) == (number, "nurse")


def test_what_came_in_elsewhere_waits_and_others_sign_as_who_reviewed_it(
    signing: Pages, nurse: httpx.Client
) -> None:
    again = {**PATH[2], "at": "2026-02-04"}
    again.pop("id")
    correct(signing.engine, "CN01-007", "f10", again, reason="misread", now=NOW, by="import")
    [newest, *_] = records_to_sign(signing.engine, EVERYTHING, subject="CN01-007")
    action = f"/signatures/fact/{newest.number}"

    page = nurse.get("/signatures")
    assert f'action="{action}"' in page.text
    assert post(nurse, "/signatures", action, meaning="author").status_code == 404
    wrong = post(nurse, "/signatures", action, meaning="reviewer", password="no such word")  # noqa: S106  of nobody
    assert wrong.status_code == 403
    done = post(nurse, "/signatures", action, meaning="reviewer", password=PASSWORD)
    assert "I have reviewed this record." in words(done)

    chief, reader = signing.signed_in("chief"), signing.signed_in("reader")
    assert f'action="{action}"' in chief.get("/signatures").text  # a second person may approve
    assert 'action="/signatures' not in reader.get("/signatures").text
    refused = post(reader, "/subjects", action, meaning="reviewer", password=PASSWORD)
    assert refused.status_code == 403


def test_who_has_an_app_signs_with_a_code_too(signing: Pages) -> None:
    secret = new_secret()
    begin_set_up(signing.engine, "chief", secret, now=NOW)
    confirm_set_up(signing.engine, "chief", secret, 0, ["a-recovery-code"], now=NOW)
    chief = signing.signed_in("chief")
    one = next(one for one in records_to_sign(signing.engine, EVERYTHING) if one.by == "import")
    action = f"/signatures/fact/{one.number}"
    typed = {"meaning": "approver", "password": PASSWORD}

    refused = post(chief, "/signatures", action, **typed, code="000000")
    assert refused.status_code == 403
    assert re.search(r'name="code"[^>]*aria-invalid', refused.text)
    done = post(chief, "/signatures", action, **typed, code="a-recovery-code")
    assert "I approve this record." in words(done)


def test_verify_names_a_signature_whose_record_says_something_else(signing: Pages) -> None:
    with signing.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER fact_no_update")
        changed = "UPDATE fact SET reason = 'another' WHERE subject = ? AND fact = 'f10'"
        connection.exec_driver_sql(changed, (SUBJECT,))

    found = [one for one in verify(signing.engine).findings if one.chain == SUBJECT]
    assert [one.what for one in found] == [Broken.CHANGED, Broken.SIGNED_OTHERWISE]
    assert "says something else by now" in SAID[found[1].what]
    page = words(signing.signed_in().get("/signatures", params={"subject": SUBJECT}))
    assert "The record is no longer the one that was signed." in page
