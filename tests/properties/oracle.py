"""A second opinion on washouts: which rules a recorded fact falls under, and what they say.

Written from the registry entry's rules alone, over the chart's JSON, with plain dates and
fractions. What a chart leaves open is settled in every possible way, a *world* each: the
rules that count the fact in that world, with the last exposure that they count. A stop
is tried at its first minute and its last second: gaps only grow between them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from tests.properties.naive_days import ONE_MINUTE, Time, day_at, read_time
from tests.properties.oracle_drugs import drug_worlds
from tests.properties.oracle_rules import RULES, complies, first_compliant

Json = dict[str, Any]
World = dict[str, Time | None]
"""The rules that count a fact, each with its stop; None while the exposure goes on."""

ANY_TIME = datetime(1, 1, 1, tzinfo=UTC)
NO_TIME = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Opinion:
    """What a rule says of a fact; ANY_TIME and NO_TIME stand for "always" and "never"."""

    verdict: str
    possible_from: datetime
    clears_at: datetime


def opinions_on(
    chart: Json, anchors: Mapping[str, str], zone: ZoneInfo
) -> dict[tuple[str, str], Opinion]:
    """What each rule says of each fact it counts, by fact id and rule; exempt facts are left out.

    Args:
        anchors: when infusion and screening are, as one writes it in a chart.
    """
    times = {step: read_time(text, zone) for step, text in anchors.items()}
    found: dict[tuple[str, str], Opinion] = {}
    for fact in chart["facts"]:
        worlds = worlds_of(fact, chart, zone)
        for rule in sorted({rule for world in worlds for rule in world}):
            at = times[RULES[rule].anchor]
            if not came_after(fact, rule, at, zone):
                opinion = _opinion(rule, worlds, at, fact, zone)
                found[fact["id"], rule] = _excused(opinion, fact, rule, at, zone)
    return found


def worlds_of(fact: Json, chart: Json, zone: ZoneInfo) -> list[World]:
    """Every reading of a fact; one where all that matters is recorded."""
    if fact["kind"] == "drug":
        return drug_worlds(fact, chart, zone)
    if fact["kind"] == "radiotherapy":
        return _radiotherapy_worlds(fact, zone)
    return _event_worlds(fact, zone)


def _radiotherapy_worlds(fact: Json, zone: ZoneInfo) -> list[World]:
    stop = read_time(fact["last"], zone) if "last" in fact else None
    rules = {"non_cns": "EX-04a", "mediastinal": "EX-04a", "cns": "EX-04b", "total_body": "EX-04b"}
    named = [rules[fact["field"]]] if "field" in fact else ["EX-04a", "EX-04b"]
    return [{rule: stop} for rule in named]


def _event_worlds(fact: Json, zone: ZoneInfo) -> list[World]:
    rules = {
        "myocardial_infarction": "EX-12f1",
        "cabg": "EX-12f1",
        "coronary_stent": "EX-12f1",
        "dvt": "EX-15",
        "pulmonary_embolism": "EX-15",
        "live_vaccine": "EX-17",
        "malignancy_cured": "EX-11",
        "acute_gvhd": "EX-08a",
        "chronic_gvhd": "EX-08a",
    }
    counts: World = {rules[fact["event"]]: read_time(fact["at"], zone)}
    if fact["event"] != "chronic_gvhd" or fact.get("severity") in {"moderate", "severe"}:
        return [counts]
    return [{}] if fact.get("severity") == "mild" else [{}, counts]


# ------------------------------------------------------------------ before or after the anchor


def came_after(fact: Json, rule: str, at: Time, zone: ZoneInfo) -> bool:
    """An exposure that began after its anchor breaks nothing; GVHD's date is its last day."""
    began = began_at(fact, zone)
    return began is not None and began.first > at.last and rule != "EX-08a"


def may_have_come_after(fact: Json, at: Time, zone: ZoneInfo) -> bool:
    """The order of an exposure's beginning and its anchor cannot be told."""
    began = began_at(fact, zone)
    return began is not None and began.last > at.first and began.first <= at.last


def began_at(fact: Json, zone: ZoneInfo) -> Time | None:
    text = fact.get("at") if fact["kind"] == "event" else fact.get("first")
    return None if text is None else read_time(text, zone)


def _excused(opinion: Opinion, fact: Json, rule: str, at: Time, zone: ZoneInfo) -> Opinion:
    """What may have come after the anchor only may have broken a rule.

    A rule in days counts the anchor's own day as day 0, so the time of day excuses nothing.
    """
    lasted = rule == "EX-08a" and (
        day_at(read_time(fact["at"], zone).first, zone) > day_at(at.last, zone)
    )
    hours = RULES[rule].unit in {"hours", "half-lives"}
    if opinion.verdict == "violation" and (
        lasted or (hours and may_have_come_after(fact, at, zone))
    ):
        return Opinion("indeterminate", opinion.possible_from, opinion.clears_at)
    return opinion


# ------------------------------------------------------------------ judging all worlds together


def _opinion(rule: str, worlds: list[World], at: Time, fact: Json, zone: ZoneInfo) -> Opinion:
    """A rule of every world is judged alone; one of some worlds, with what it may be instead."""
    shared = {name for name, _ in set.intersection(*(set(world.items()) for world in worlds))}
    if rule in shared:
        readings: list[World] = [{rule: worlds[0][rule]}]
    else:
        anchor = RULES[rule].anchor
        readings = [
            {
                name: stop
                for name, stop in world.items()
                if name not in shared and RULES[name].anchor == anchor
            }
            for world in worlds
        ]
    half_life = _half_life(fact)
    unknown = half_life is None and any("EX-20b" in world for world in readings)
    outcomes = {
        all(_holds(name, end, moment, half_life, zone) for name, end in ends)
        for world in readings
        for ends in _each_end(world)
        for moment in at.extremes
    }
    bounds = [_bounds(world, half_life, zone) for world in readings]
    verdict = _verdict(outcomes, unknown=unknown, after_stop=at.last >= min(b[0] for b in bounds))
    return Opinion(verdict, min(b[0] for b in bounds), max(b[1] for b in bounds))


def _verdict(outcomes: set[bool], *, unknown: bool, after_stop: bool) -> str:
    if unknown:
        return "indeterminate" if after_stop else "violation"
    if len(outcomes) == 2:
        return "indeterminate"
    return "met" if True in outcomes else "violation"


def _each_end(world: World) -> list[tuple[tuple[str, datetime | None], ...]]:
    choices = [
        [(rule, None)] if stop is None else [(rule, end) for end in (stop.first, stop.last_second)]
        for rule, stop in world.items()
    ]
    return [tuple(choice) for choice in product(*choices)]


def _holds(
    rule: str, end: datetime | None, at: datetime, half_life: Fraction | None, zone: ZoneInfo
) -> bool:
    if end is None or (rule == "EX-20b" and half_life is None):
        return False
    return complies(rule, end, at, zone, half_life)


def _bounds(world: World, half_life: Fraction | None, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when a world's rules may all hold, and from when they certainly do."""
    possible = clears = ANY_TIME
    for rule, stop in world.items():
        if stop is None:
            return NO_TIME, NO_TIME
        if rule == "EX-20b" and half_life is None:
            possible, clears = max(possible, stop.first + ONE_MINUTE), NO_TIME
        else:
            possible = max(possible, first_compliant(rule, stop.first, zone, half_life))
            clears = max(clears, first_compliant(rule, stop.last_second, zone, half_life))
    return possible, clears


def _half_life(fact: Json) -> Fraction | None:
    hours = fact.get("other_trial", {}).get("half_life_hours")
    return None if hours is None else Fraction(hours)
