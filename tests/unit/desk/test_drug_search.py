"""A drug is found by any of its names while one types; what is found is only offered."""

import pytest

from models.chart.catalogue.drugs import load_catalogue
from models.drug_search import MOST, search_drugs


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mtx", "methotrexate"),
        ("MIT", "mitoxantrone"),
        ("sprycel", "dasatinib"),
        ("施达赛", "dasatinib"),
        ("甲氨", "methotrexate"),
        ("氟達", "fludarabine"),  # traditional characters
        ("L01EA02", "dasatinib"),
        ("dasat", "dasatinib"),
    ],
)
def test_any_name_leads_to_its_drug(typed: str, first: str) -> None:
    assert search_drugs(typed, load_catalogue())[0].drug.id == first


def test_each_drug_is_offered_once_and_no_more_than_a_list_can_show() -> None:
    found = [one.drug.id for one in search_drugs("L01", load_catalogue())]

    assert len(found) == len(set(found)) == MOST


@pytest.mark.parametrize("typed", ["", " ", "m", "zzzz"])
def test_of_too_little_and_of_what_nobody_knows_nothing_is_offered(typed: str) -> None:
    assert search_drugs(typed, load_catalogue()) == ()
