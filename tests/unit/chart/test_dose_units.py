"""The table of units and their spellings: what UCUM says, and every mistake with its line."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chart.dosing import from_ucum, ucum
from models.chart.dosing.spellings import DOSE_UNITS, spellings
from models.chart.dosing.units import read_unit
from models.errors import ProtocolRefused
from models.protocol.loading.data_folder import SHIPPED
from tests.refusals import refuses

SIZES = {"mg": Fraction(1), "g": Fraction(1000), "μg": Fraction(1, 1000), "IU": Fraction(1)}


def test_the_table_is_what_ucum_says() -> None:
    pytest.importorskip("ucumvert", reason="UCUM comes with the packages of development")
    assert Path(ucum.__file__).read_text() == from_ucum.table()


@given(st.sampled_from([*SIZES]), st.sampled_from(["", "/kg", "/m2"]), st.booleans())
def test_every_unit_has_its_own_size(amount: str, body: str, daily: bool) -> None:
    unit = read_unit(f"{amount}{body}{'/day' if daily else ''}")

    assert unit is not None
    assert (unit.size, unit.daily) == (SIZES[amount], daily)
    assert (unit.body is None) == (body == "")


@given(st.text())
def test_any_text_at_all_may_stand_where_a_unit_is_expected(text: str) -> None:
    assert read_unit(text) is None or any(
        word in text.casefold() for word in "guiμµ毫微克单国ℊ㎎㎍㎏"
    )


@pytest.mark.parametrize(
    ("was", "is_", "line", "told"),
    [
        ('ucum = "ug"', 'ucum = "ng"', 20, "“ng” has no size in the table of UCUM's units"),
        ('"mcg"', '"mgs"', 21, "“mgs” is written twice"),
        ('what = "day"', 'what = "week"', 36, "“what”"),
        ('"q12h"', '"QD"', 51, "“QD” is written twice"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, was: str, is_: str, line: int, told: str
) -> None:
    text = (SHIPPED / DOSE_UNITS).read_text()
    assert was in text
    changed = tmp_path / DOSE_UNITS
    changed.write_text(text.replace(was, is_))

    with refuses(ProtocolRefused, match=f"{DOSE_UNITS}:{line}: .*{told}"):
        spellings(changed)
