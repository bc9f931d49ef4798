"""How long each rule of the entry lets a drug wait, and what the plan says of one dose."""

from datetime import datetime, timedelta

from tests.spec.charts import Json, picture_of

BY_INSTANT = {
    "EX-03.2": timedelta(hours=72, minutes=1),  # more than 72 hours
    "EX-05": timedelta(hours=72),  # at least 72 hours
}
BY_DAY = {
    "EX-03": timedelta(days=15),  # more than 2 weeks
    "EX-03.3": timedelta(days=8),  # more than 1 week
    "EX-03.4": timedelta(days=8),
    "EX-03.5": timedelta(days=29),  # more than 4 weeks
    "EX-08b": timedelta(days=29),
    "EX-17": timedelta(days=43),  # more than 6 weeks
}
SYSTEMIC_ALONE = {"EX-03.2", "EX-05", "EX-08b"}
"""Rules that speak of systemic treatment alone."""

Spans = dict[str, tuple[str | None, str]]
"""For each rule from when it may be clear, and from when it certainly is."""


def clear(rule: str, last: datetime) -> datetime:
    if rule in BY_INSTANT:
        return last + BY_INSTANT[rule]
    return last.replace(hour=0) + BY_DAY[rule]


def written(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def verdicts_of(chart: Json, fact: str) -> list[Json]:
    return [v for v in picture_of(chart)["verdicts"] if v["fact"] == fact]


def waits_of(chart: Json, fact: str) -> Spans:
    verdicts = verdicts_of(chart, fact)
    return {v["rule"]: (v["possible_from"], v["clears_at"]) for v in verdicts if v["clears_at"]}
