"""A doctor signs an order for a subject of the trial, and is told then what it would move."""

import json

import pytest

from models.records.store import chart_document
from tests.unit.cds.hospital import SIXTY_HOURS_BEFORE, SUBJECT, SYSTEM, Hospital, asked, order


def test_dexamethasone_sixty_hours_before_day_0_is_told_with_what_it_would_move(
    hospital: Hospital,
) -> None:
    card, question = hospital.cards(SIXTY_HOURS_BEFORE)

    assert card["indicator"] == "critical"
    assert card["summary"].startswith("Move infusion: a washout is too short (EX-05)")
    assert "Move infusion from Wed 18 Mar 10:00 to" in card["detail"]
    assert "EX-05 requires at least 72 hours" in card["detail"]
    assert "Safe from Wed 18 Mar 22:00" in card["detail"]
    assert "- Earliest infusion: not bound → " in card["detail"]
    assert question["summary"].startswith("Record the purpose of dexamethasone (for GVHD or not)")
    assert card["links"][0]["url"] == f"{hospital.pages.url}/subjects/{SUBJECT}"
    assert len(card["summary"]) < 140


def test_the_same_order_seventy_three_hours_before_breaks_no_washout_of_steroids(
    hospital: Hospital,
) -> None:
    early = order("dexamethasone", "2026-03-15T08:59:00+08:00")

    assert "EX-05" not in json.dumps(hospital.cards(early))


def test_an_order_that_breaks_nothing_and_moves_a_date_says_which(hospital: Hospital) -> None:
    early = order("dasatinib", "2026-03-14T08:00:00+08:00", route="26643006")

    [card] = hospital.cards(early)
    assert (card["indicator"], card["summary"]) == (
        "info",
        "dasatinib moves dates of study NCT04684147",
    )
    assert card["detail"] == "- Earliest infusion: not bound → Tue 17 Mar 08:01"


def test_a_course_without_an_end_is_taken_to_go_on(hospital: Hospital) -> None:
    """Never a guess towards allowed."""
    dosage = {"timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}}
    unending = order("dexamethasone", dosageInstruction=[dosage])

    assert [card["indicator"] for card in hospital.cards(unending)] == ["critical"]


def test_what_no_rule_reads_is_told_by_no_card(hospital: Hospital) -> None:
    assert hospital.cards(order("paracetamol", "2026-03-15T22:00:00+08:00")) == []


def test_a_drug_is_known_by_its_atc_code_too(hospital: Hospital) -> None:
    concept = {"coding": [{"system": "http://www.whocc.no/atc", "code": "H02AB02"}]}
    coded = {**SIXTY_HOURS_BEFORE, "medicationCodeableConcept": concept}

    assert "EX-05" in hospital.cards(coded)[0]["summary"]


def test_an_order_that_forbids_a_drug_is_none(hospital: Hospital) -> None:
    assert hospital.cards({**SIXTY_HOURS_BEFORE, "doNotPerform": True}) == []


def test_nothing_is_recorded_by_asking(hospital: Hospital) -> None:
    before = chart_document(hospital.pages.engine, SUBJECT)

    hospital.cards(SIXTY_HOURS_BEFORE)

    assert chart_document(hospital.pages.engine, SUBJECT) == before
    assert "Zhang" not in hospital.pages.log.read_text()


def test_the_audit_names_the_system_that_asked(hospital: Hospital) -> None:
    hospital.cards(SIXTY_HOURS_BEFORE)

    audit = hospital.pages.signed_in("chief").get("/audit.csv", params={"who": "ward-orders"})
    assert f",ward-orders,read,{SUBJECT},CN02," in audit.text


@pytest.mark.parametrize(
    ("subject", "system"),
    [
        ("CN01-007", SYSTEM),  # of a site that the system has nothing to do with
        ("CN02-999", SYSTEM),
        (SUBJECT, "urn:hospital.example:ward-number"),
    ],
)
def test_of_everybody_else_there_is_no_card(hospital: Hospital, subject: str, system: str) -> None:
    prefetch = asked(subject=subject, system=system)["prefetch"]

    assert hospital.cards(SIXTY_HOURS_BEFORE, prefetch=prefetch) == []
