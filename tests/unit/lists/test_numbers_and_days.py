"""Numbers and days as spreadsheets of several countries write them."""

import pytest

from dayzero.lists.dates import DateOrder, day_text
from dayzero.lists.numbers import DecimalSign, dose_text, number_text
from models.reasons.refusals.refusal import ValueRefused

COMMA, POINT = DecimalSign.COMMA, DecimalSign.POINT


@pytest.mark.parametrize(
    ("written", "sign", "read"),
    [
        ("0.5", None, "0.5"),
        ("0,5", None, "0.5"),
        ("0,500", None, "0.500"),
        ("12,25", None, "12.25"),
        ("1.234,5", None, "1234.5"),
        ("1,234.5", None, "1234.5"),
        ("1,500", POINT, "1500"),
        ("1,500", COMMA, "1.500"),
        ("1.500", COMMA, "1500"),
        ("1.500", None, "1.500"),
        ("１２．５", None, "12.5"),
        ("0,5", POINT, "0,5"),
        ("five", None, "five"),
    ],
)
def test_a_number_is_read_with_its_decimals(
    written: str, sign: DecimalSign | None, read: str
) -> None:
    assert number_text(written, sign) == read


@pytest.mark.parametrize(("written", "european"), [("1,500", False), ("1.500", True)])
def test_three_digits_behind_a_sign_may_be_a_thousand(written: str, *, european: bool) -> None:
    with pytest.raises(ValueRefused):
        number_text(written, None, european=european)


def test_millions_are_no_decimals_of_the_other_sign() -> None:
    with pytest.raises(ValueRefused):
        number_text("1,500,000", COMMA)


@pytest.mark.parametrize(
    ("written", "read"),
    [("0,5 mg/day", "0.5 mg/day"), ("5mg", "5 mg"), ("75", "75"), ("as needed", "as needed")],
)
def test_a_dose_keeps_its_unit(written: str, read: str) -> None:
    assert dose_text(written, None) == read


@pytest.mark.parametrize(
    ("written", "order", "read"),
    [
        ("2026/3/9", None, "2026-03-09"),
        ("2026.03.09", None, "2026-03-09"),
        ("2026年3月9日", None, "2026-03-09"),
        ("2026年3月9日 8:30", None, "2026-03-09T08:30"),
        ("2026-03-09 08:30:15", None, "2026-03-09T08:30:15"),
        ("20260309", None, "2026-03-09"),
        ("2026年3月", None, "2026-03"),
        ("2026", None, "2026"),
        ("25/03/2026", None, "2026-03-25"),
        ("03/25/2026", None, "2026-03-25"),
        ("05.05.2026", None, "2026-05-05"),
        ("03/04/2026", DateOrder.DAY_FIRST, "2026-04-03"),
        ("03/04/2026 9:05", DateOrder.MONTH_FIRST, "2026-03-04T09:05"),
        ("UN-MAR-2026", None, "UN-MAR-2026"),
        ("2026-03-09T08:30+08:00", None, "2026-03-09T08:30+08:00"),
        ("46101", None, "46101"),
    ],
)
def test_a_day_is_written_as_charts_have_it(
    written: str, order: DateOrder | None, read: str
) -> None:
    assert day_text(written, order) == read


def test_a_day_that_may_be_two_days_is_asked_about() -> None:
    with pytest.raises(ValueRefused):
        day_text("03/04/2026", None)
