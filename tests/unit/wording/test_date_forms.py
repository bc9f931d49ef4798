"""One date in each form: for programs, for a file that is kept, and as it is read on a day."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from models.moments import read_span
from wording.dates.forms import IN_FULL, ISO, DateForm, say_span
from wording.language import Language

SHANGHAI = ZoneInfo("Asia/Shanghai")
THIS_YEAR, LAST_YEAR = date(2026, 3, 1), date(2025, 12, 31)


def said(when: str, form: DateForm, language: Language = "en") -> str:
    return say_span(read_span(when, SHANGHAI), SHANGHAI, form, language)


@pytest.mark.parametrize(
    ("form", "english", "chinese"),
    [
        (ISO, "2026-04-10 10:00", "2026-04-10 10:00"),
        (IN_FULL, "10 April 2026 10:00", "2026年4月10日 10:00"),
        (THIS_YEAR, "Fri 10 Apr 10:00", "4月10日 周五 10:00"),
        (LAST_YEAR, "Fri 10 Apr 2026 10:00", "2026年4月10日 周五 10:00"),
    ],
)
def test_a_date_without_its_year_is_of_the_year_in_which_it_is_read(
    form: DateForm, english: str, chinese: str
) -> None:
    assert said("2026-04-10T10:00+08:00", form) == english
    assert said("2026-04-10T10:00+08:00", form, "zh") == chinese


def test_a_day_of_which_the_time_is_not_known_has_no_time_in_any_form() -> None:
    assert said("2026-04-10", ISO) == "2026-04-10"
    assert said("2026-04-10", IN_FULL) == "10 April 2026"
    assert said("2026-04-10", THIS_YEAR) == "Fri 10 Apr"


def test_midnight_that_was_recorded_as_a_time_is_said_as_the_day_that_it_begins() -> None:
    assert said("2026-04-10T00:00+08:00", THIS_YEAR) == "Fri 10 Apr"


def test_the_last_minute_of_a_day_is_said_as_the_day_where_people_read_it() -> None:
    assert said("2026-04-10T23:59+08:00", THIS_YEAR) == "Fri 10 Apr"
    assert said("2026-04-10T23:59+08:00", ISO) == "2026-04-10 23:59"
