"""By which names a chart may call each drug: its INN, and what it is called in China."""

import re

from models.chart.catalogue.drugs import load_catalogue
from tests.spec.drugs.table import EVERY, TABLE

CHINESE = re.compile("[\u4e00-\u9fff]")


def meant_by(name: str) -> str | None:
    drug = load_catalogue().find(name)
    return drug.id if drug else None


def test_a_drug_is_found_by_its_inn_in_any_spelling() -> None:
    for drug in EVERY:
        for spelling in (drug, drug.upper(), drug.replace("-", " ").capitalize()):
            assert meant_by(spelling) == drug, spelling


def test_a_drug_is_found_by_its_chinese_name_and_called_by_it() -> None:
    for drug, name in TABLE.chinese.items():
        assert meant_by(name) == drug, name
        assert load_catalogue().by_id[drug].called["zh"] == name


def test_no_drug_has_a_chinese_name_that_the_table_lacks() -> None:
    written = {drug.id for drug in load_catalogue().drugs if any(map(CHINESE.search, drug.names))}

    assert written == TABLE.chinese.keys()
