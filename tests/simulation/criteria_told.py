"""Criteria that the facts break: washouts, pregnancy tests, CD19, age."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.properties.naive_days import Time, day_at, plus_months, read_time
from tests.properties.oracle import opinions_on
from tests.simulation.seen import Breach, Seen
from tests.simulation.story import ZONE

Json = dict[str, Any]
PREGNANCY_TESTS = {"IN-10a": "apheresis", "IN-10b": "infusion"}
WASHED_OUT = {
    *("myocardial_infarction", "cabg", "coronary_stent", "dvt", "pulmonary_embolism"),
    *("live_vaccine", "malignancy_cured", "acute_gvhd", "chronic_gvhd"),
}
OF_SCREENING = {"EX-08a", "EX-11", "EX-15", "EX-17"}


# ------------------------------------------------------------------ washouts


def washout_opinions(seen: Seen) -> Iterator[tuple[str, str, str, str]]:
    """Step, rule, fact and verdict, for each exposure that a dated step comes after."""
    counted = [
        fact
        for fact in seen.facts
        if fact["kind"] in {"drug", "radiotherapy"}
        or (fact["kind"] == "event" and fact["event"] in WASHED_OUT)
    ]
    anchors = {
        step: seen.claims[step]["at"] if seen.live(step) else "2099-01-01"
        for step in ("infusion", "screening")
    }
    if seen.done("infusion"):  # a course without a first day may have been after it
        counted = [{"first": fact["last"], **fact} if "last" in fact else fact for fact in counted]
    opinions = opinions_on({**seen.chart, "facts": counted}, anchors, ZONE)
    for (fact, rule), opinion in opinions.items():
        step = "screening" if rule in OF_SCREENING else "infusion"
        if seen.live(step):
            yield step, rule, fact, opinion.verdict


def washouts(seen: Seen) -> Iterator[Breach]:
    for step, rule, fact, verdict in washout_opinions(seen):
        if verdict == "violation":
            kind = "ineligible" if rule in OF_SCREENING else "washout_violated"
            yield Breach(kind, (step,), rule, fact)
        elif verdict == "indeterminate":
            yield Breach("needs_information", (step,), "", fact)  # one question for all its rules


# ------------------------------------------------------------------ tests


def pregnancy(seen: Seen) -> Iterator[Breach]:
    """One negative test on the day of the step or the three before; a positive one stops it."""
    for rule, step in PREGNANCY_TESTS.items():
        if not seen.woman or not seen.live(step):
            continue
        yield from _judged(seen, rule, step, _usable(seen, step))


def _usable(seen: Seen, step: str) -> list[tuple[Json, str]]:
    at = seen.at(step)
    assert at
    found = [(test, _counts(read_time(test["at"], ZONE), at)) for test in seen.tests("pregnancy")]
    return [(test, how) for test, how in found if how != "no"]


def has_good_test(seen: Seen, step: str) -> bool:
    """A negative test certainly counts for a step, and no positive one is in its window."""
    usable = _usable(seen, step)
    results = {test["result"] for test, _ in usable}
    counts = any(test["result"] == "negative" and how == "yes" for test, how in usable)
    return counts and "positive" not in results


def _counts(sampled: Time, at: Time) -> str:
    """Whether a sample counts for a step, whatever the times that are not recorded."""
    outcomes = {
        sample <= moment and (day_at(moment, ZONE) - day_at(sample, ZONE)).days <= 3
        for sample in sampled.extremes
        for moment in at.extremes
    }
    return {frozenset({True}): "yes", frozenset({False}): "no"}.get(frozenset(outcomes), "maybe")


def _judged(seen: Seen, rule: str, step: str, usable: list[tuple[Json, str]]) -> Iterator[Breach]:
    at = seen.at(step)
    assert at
    negative = [how for test, how in usable if test["result"] == "negative"]
    positive = [(test, how) for test, how in usable if test["result"] == "positive"]
    pending = [test for test, _ in usable if test["result"] == "pending"]
    if positive and not negative:
        kind = "ineligible" if ("yes" in {how for _, how in positive}) else "needs_information"
        yield Breach(kind, (step,), rule, positive[-1][0]["id"])
    elif "yes" in negative or positive:
        return
    elif negative:
        yield Breach("needs_information", (step,), rule)
    elif pending:
        if seen.done(step):
            yield Breach("needs_information", (step,), rule)
    elif seen.done(step) and not seen.tests("pregnancy"):
        yield Breach("needs_information", (step,), rule)
    elif seen.done(step) or seen.now > at.last:
        yield Breach("window_violated", (step,), rule)


def cd19(seen: Seen) -> Iterator[Breach]:
    """A positive test at most three months before study entry, taken as the day of consent."""
    entered = seen.at("study_entry")
    if entered is None or not seen.done("study_entry"):
        return
    entry, tests = day_at(entered.first, ZONE), seen.tests("cd19")
    fresh = [
        test
        for test in tests
        if entry <= plus_months(_day(test["at"]), 3) and _day(test["at"]) <= entry
    ]
    results = {test["result"] for test in fresh}
    if "positive" in results:
        return
    if "pending" in results or not tests:
        yield Breach("needs_information", ("study_entry",), "IN-04")
    else:
        yield Breach("ineligible", ("study_entry",), "IN-04")


def _day(text: str) -> date:
    return day_at(read_time(text, ZONE).first, ZONE)


def ages(seen: Seen) -> Iterator[Breach]:
    born, consented = seen.chart.get("born"), seen.at("consent")
    if born is None or consented is None or not seen.live("consent"):
        return
    born_on, day = date.fromisoformat(born), day_at(consented.first, ZONE)
    years = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    if not 18 <= years <= 65:
        yield Breach("ineligible", ("consent",), "IN-02")
