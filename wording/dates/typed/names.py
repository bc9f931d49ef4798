"""Months, weekdays and numbers as people write them; pure."""

import re
from typing import Final

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AWAY: Final = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "day before yesterday": -2,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "昨天": -1,
    "昨日": -1,
    "后天": 2,
    "大后天": 3,
    "前天": -2,
    "大前天": -3,
}
"""Days from today, by the word for them."""

_ABBREVIATED: Final = 3  # letters that tell each month and weekday from the others
_CHINESE_WEEKDAY: Final = {sign: place for place, sign in enumerate("一二三四五六日")} | {"天": 6}
_DIGITS: Final = {
    "〇": 0,
    "零": 0,
    "两": 2,
    **{sign: value for value, sign in enumerate("一二三四五六七八九", 1)},
}
_NUMBER: Final = re.compile(r"[〇零一二两三四五六七八九十]+(?=[年月日号点时分])")


def month_of(word: str) -> int | None:
    """`mar`, `Sept` and `march` as 3 and 9; None of any other word."""
    return _place(word, MONTHS)


def weekday_of(word: str) -> int | None:
    """`thu` or `周四` as 3, Monday being 0; None of any other word."""
    for before in ("周", "星期", "礼拜"):
        if word.startswith(before):
            return _CHINESE_WEEKDAY.get(word.removeprefix(before))
    return _place(word, WEEKDAYS)


def with_digits(text: str) -> str:
    """The same with Chinese numbers before their units in digits: `3月15日` for `三月十五日`."""
    return _NUMBER.sub(lambda found: str(_number(found[0])), text)


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Where a name stands; months are counted from 1."""
    if len(word) < _ABBREVIATED:
        return None
    first = 1 if names is MONTHS else 0
    found = (place for place, name in enumerate(names, first) if name.startswith(word))
    return next(found, None)


def _number(signs: str) -> int:
    tens, ten, ones = signs.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[sign]) for sign in signs))
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
