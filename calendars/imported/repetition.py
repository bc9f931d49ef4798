"""How often a rule repeats, estimated before anything is expanded.

A rule of forty letters can stand for a billion occurrences, or for a search without end.
What a site closes or offers repeats by days or longer, so the rest is refused.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from dateutil.rrule import rrulestr
from icalendar.prop import vRecur

from models.reasons.refusals.calendars.imported_calendars import (
    ImportedFlaw,
    NotARepetition,
    Often,
    RepeatsEvery,
)
from models.reasons.refusals.refusal import ValueRefused, shown

MOST_STEPS: Final = 1_000_000  # of walking from a first occurrence to the last day asked for
_DAYS: Final = {"HOURLY": 1 / 24, "DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_TOO_OFTEN: Final = {"SECONDLY": Often.SECOND, "MINUTELY": Often.MINUTE}
_WEEKS_PER_MONTH, _WEEKS_PER_YEAR, _MONTHS = 5, 53, 12
_PARTS_OF_YEAR = ("BYMONTH", "BYMONTHDAY", "BYWEEKNO", "BYYEARDAY", "BYEASTER")

Rule = Mapping[str, Sequence[Any]]


def read_rule(text: str, *, of_zone: bool = False) -> Rule:
    """Read one RRULE.

    Args:
        of_zone: the rule is of a time zone's changes, which come once a year.

    Raises:
        ValueRefused: if it cannot be expanded or repeats too often.
    """
    try:
        rule: Rule = vRecur.from_ical(text)
    except ValueError as error:
        raise _not_a_rule(text) from error
    frequency = _frequency(rule, text)
    if frequency in _TOO_OFTEN:
        raise ValueRefused(RepeatsEvery(often=_TOO_OFTEN[frequency]))
    if of_zone and frequency != "YEARLY":
        raise ValueRefused(ImportedFlaw.ZONE_RULE)
    _check_parts(rule, text)
    if any(number < 1 for key in ("INTERVAL", "COUNT") for number in rule.get(key, ())):
        raise ValueRefused(ImportedFlaw.NEVER_ENDS)
    return rule


def _frequency(rule: Rule, text: str) -> str:
    known = {*_DAYS, *_TOO_OFTEN}
    found = [str(each) for each in rule.get("FREQ", ())]
    if len(found) != 1 or found[0] not in known:
        raise _not_a_rule(text)
    return found[0]


def _check_parts(rule: Rule, text: str) -> None:
    """Let the library that will expand the rule build it once; that expands nothing."""
    timeless = vRecur({part: rule[part] for part in rule if part != "UNTIL"})
    try:
        rule_text = timeless.to_ical().decode()  # type: ignore[no-untyped-call]  # icalendar's own
        rrulestr(rule_text, dtstart=datetime(2000, 1, 1, tzinfo=UTC))
    except (TypeError, ValueError) as error:
        raise _not_a_rule(text) from error


def _not_a_rule(text: str) -> ValueRefused:
    return ValueRefused(NotARepetition(word=shown(text, 60)))


def steps(rule: Rule, first: date, last: date) -> int:
    """At most how many steps it takes to walk a rule from its first day to a last one."""
    return _periods(rule, first, last) + occurrences(rule, first, last)


def occurrences(rule: Rule, first: date, last: date) -> int:
    """At most how often a rule repeats from one day to another."""
    frequency = str(rule["FREQ"][0])
    in_period = _days_in_period(rule, frequency) * _times_in_day(rule, frequency)
    most: int = min(_periods(rule, first, last) * in_period, *rule.get("COUNT", (MOST_STEPS,)))
    return most


def _periods(rule: Rule, first: date, last: date) -> int:
    interval = rule.get("INTERVAL", (1,))[0]
    until = (_day(moment) for moment in rule.get("UNTIL", ()))
    days = max((min(last, *until, last) - first).days + 1, 0)
    return int(days / _DAYS[str(rule["FREQ"][0])] / interval) + 1


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _times_in_day(rule: Rule, frequency: str) -> int:
    parts = (
        ("BYMINUTE", "BYSECOND") if frequency == "HOURLY" else ("BYHOUR", "BYMINUTE", "BYSECOND")
    )
    times = 1
    for part in parts:
        times *= max(len(rule.get(part, ())), 1)
    return times


def _days_in_period(rule: Rule, frequency: str) -> int:
    """At most how many days of one period a rule names."""
    if frequency == "WEEKLY":
        return max(len(rule.get("BYDAY", ())), 1)
    if frequency == "MONTHLY":
        return _days_in_month(rule) or 1
    return _days_in_year(rule) if frequency == "YEARLY" else 1


def _days_in_year(rule: Rule) -> int:
    named = {part: len(rule.get(part, ())) for part in _PARTS_OF_YEAR}
    if named["BYWEEKNO"]:
        return named["BYWEEKNO"] * 7
    if named["BYYEARDAY"] or named["BYEASTER"]:
        return named["BYYEARDAY"] + named["BYEASTER"]
    if named["BYMONTH"] or named["BYMONTHDAY"]:
        return (_days_in_month(rule) or 1) * (named["BYMONTH"] or _MONTHS)
    return max(len(rule.get("BYDAY", ())) * _WEEKS_PER_YEAR, 1)


def _days_in_month(rule: Rule) -> int:
    """At most how many days of one month; 0 where the rule names none."""
    by_number = len(rule.get("BYMONTHDAY", ()))
    by_weekday = sum(
        1 if any(sign.isdigit() for sign in str(day)) else _WEEKS_PER_MONTH
        for day in rule.get("BYDAY", ())
    )
    return min(by_number, by_weekday) if by_number and by_weekday else by_number or by_weekday
