"""Times without an offset, as they are typed at a desk."""

from zoneinfo import ZoneInfo

import pytest

from dayzero.desk.typed_facts import Options, fields_from, with_offset
from models.errors import InputRefused
from tests.refusals import refuses

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "zone", "read"),
    [
        ("2026-03-20T09:00", SHANGHAI, "2026-03-20T09:00+08:00"),
        ("2026-03-20 09:00", SHANGHAI, "2026-03-20T09:00+08:00"),
        ("2026-03-20T09:00:30", SHANGHAI, "2026-03-20T09:00:30+08:00"),
        ("2026-03-29T03:00", BERLIN, "2026-03-29T03:00+02:00"),  # just after the clocks changed
        ("2026-03-29T01:59", BERLIN, "2026-03-29T01:59+01:00"),  # just before
        ("2026-03-20T09:00Z", SHANGHAI, "2026-03-20T09:00Z"),  # has its offset
        ("2026-03-20", SHANGHAI, "2026-03-20"),  # a date stays a date: precision is kept
        ("tomorrow", SHANGHAI, "tomorrow"),
        ("2026-03-20T09", SHANGHAI, "2026-03-20T09"),  # an hour stays an hour
        (
            "2026-03-20T09:00/2026-03-20T11:30",
            SHANGHAI,
            "2026-03-20T09:00+08:00/2026-03-20T11:30+08:00",
        ),
        ("2026-03-20/2026-03-21T11:30", SHANGHAI, "2026-03-20/2026-03-21T11:30+08:00"),
        ("2026-03-UN/2026-04", SHANGHAI, "2026-03-UN/2026-04"),
    ],
)
def test_an_instant_without_offset_is_on_the_sites_clock(
    typed: str, zone: ZoneInfo, read: str
) -> None:
    assert with_offset("at", typed, zone) == read


@pytest.mark.parametrize("text", ["2026-02-30T09:00", "2026-03-01T25:00"])
def test_a_time_that_there_is_not_is_refused(text: str) -> None:
    with refuses(InputRefused, match=f"at: “{text}” is not a time of the calendar"):
        with_offset("at", text, SHANGHAI)


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    with refuses(InputRefused, match="last: “2026-03-29T02:30” did not exist: clocks in"):
        with_offset("last", "2026-03-29T02:30", BERLIN)


def test_a_time_that_came_twice_asks_for_its_offset() -> None:
    with refuses(InputRefused, match="at: “2026-10-25T02:30” came twice in Europe/Berlin"):
        with_offset("at", "2026-10-25T02:30", BERLIN)


@pytest.mark.parametrize(
    ("typed", "dose"),
    [
        ("100 mg/day", {"value": "100", "unit": "mg/day"}),
        ("3 g/m2", {"value": "3", "unit": "g/m2"}),  # grams stay grams
        ("3g/m2", {"value": "3", "unit": "g/m2"}),
        ("７５ mg/m2", {"value": "75", "unit": "mg/m2"}),  # a Chinese keyboard
        ("75 mg/m2 q12h", {"value": "75", "unit": "mg/m2", "times_per_day": "2"}),
        ("75 mg/m2, every 12 hours", {"value": "75", "unit": "mg/m2", "times_per_day": "2"}),
        ("5 mg tid", {"value": "5", "unit": "mg", "times_per_day": "3"}),
        ("5 mg 每日三次", {"value": "5", "unit": "mg", "times_per_day": "3"}),
        ("5 mg sometimes", {"value": "5", "unit": "mg sometimes"}),  # the unit will be refused
    ],
)
def test_a_dose_is_typed_as_wards_say_it(typed: str, dose: dict[str, str]) -> None:
    assert fields_from(Options(dose=typed), SHANGHAI) == {"dose": dose}


def test_how_often_on_a_day_may_be_typed_apart() -> None:
    typed = Options(dose="75 mg/m2", times_per_day="2")

    assert fields_from(typed, SHANGHAI)["dose"]["times_per_day"] == "2"


@pytest.mark.parametrize("text", ["0,5 mg/day", "1,000 mg", "1 000 mg", "mg", "", "5", "5 .5 mg"])
def test_a_dose_of_which_the_number_is_doubtful_is_refused(text: str) -> None:
    with refuses(InputRefused, match="is not a dose like “100 mg/day”"):
        fields_from(Options(dose=text), SHANGHAI)
