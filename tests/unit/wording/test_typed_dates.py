"""A date as a coordinator types it is read, asked about, or refused; never guessed."""

from datetime import date

import pytest

from models.reasons.refusals.refusal import ValueRefused
from wording.dates.typed.days import Around
from wording.dates.typed.reading import read_typed
from wording.refusals import say_refusal

AROUND = Around(date(2026, 3, 10), lambda: date(2026, 3, 18))  # a Tuesday; the infusion is booked
UNBOOKED = Around(date(2026, 3, 10), lambda: None)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026-03-05 14:30", "2026-03-05 14:30"),
        ("2026-03-05T14:30", "2026-03-05T14:30"),
        ("5 Mar", "2026-03-05"),
        ("Mar 5th, 2026 2pm", "2026-03-05 14:00"),
        ("5mar2026", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("Wed 18 Mar 11:15", "2026-03-18 11:15"),  # as the pages write it
        ("3月18日 周三 11:15", "2026-03-18 11:15"),
        ("3月5日 下午2点", "2026-03-05 14:00"),
        ("三月十五日下午两点半", "2026-03-15 14:30"),
        ("２０２６－０３－０５　１４：３０", "2026-03-05 14:30"),
        ("2026年3月5日中午12点", "2026-03-05 12:00"),
        ("明天", "2026-03-11"),
        ("后天上午9时一刻", "2026-03-12 09:15"),
        ("tomorrow 9:30", "2026-03-11 09:30"),
        ("Day -3", "2026-03-15"),
        ("D−3", "2026-03-15"),
        ("第28天", "2026-04-15"),
        ("13/3", "2026-03-13"),  # no month is the thirteenth
        ("3/3", "2026-03-03"),
        ("Sun 3/5", "2026-05-03"),  # only one of the two is that weekday
        ("28 Dec", "2025-12-28"),  # the nearest one
        ("29 Feb 2024", "2024-02-29"),
    ],
)
def test_what_people_type_is_read(typed: str, read: str) -> None:
    assert read_typed(typed, AROUND) == read


@pytest.mark.parametrize(
    "text",
    [
        *("2026", "2026-03", "2026-03-UN", "UN-MAR-2026", "2026---15", "ONGOING", "soon", "Fri"),
        *("2026-02-03/2026-02-05", "2026-02-03T10", "2026-03-15T11:00+08:00", "2026-02-30"),
    ],
)
def test_what_only_a_record_says_and_what_is_no_date_stay_as_they_are_written(text: str) -> None:
    assert read_typed(text, AROUND) == text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3/5", "“3/5” can be 2026-03-05 or 2026-05-03; say which"),
        ("6.7.2025 10:00", "can be 2025-06-07 10:00 or 2025-07-06 10:00; say which"),
        ("Thu 18 Mar", "names another weekday than that of 2026-03-18; see which of the two"),
        ("30 Feb", "“30 Feb” is not a day of the calendar"),
        ("10:00", "needs the whole day"),
        ("2026-03-UN 10:00", "needs the whole day"),
        ("5 Mar 25:00", "“5 Mar 25:00” is not a time"),
        ("today 12am", "is not a time"),  # midnight or noon, of which day
        ("晚上12点", "is not a time"),
    ],
)
def test_what_can_mean_two_days_or_none_is_refused(typed: str, said: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        read_typed(typed, AROUND)
    assert said in say_refusal(refused.value.reason, "en")


def test_a_day_number_needs_a_date_of_the_infusion() -> None:
    with pytest.raises(ValueRefused) as refused:
        read_typed("D-3", UNBOOKED)
    said = say_refusal(refused.value.reason, "en")
    assert said == "counts from the infusion, which has no date yet; write the date"
