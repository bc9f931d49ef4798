"""Amounts of time, dose and age that read well and cannot be meant."""

import re
from collections.abc import Iterator

from models.protocol.arithmetic.quantity import Quantity
from models.protocol.checks.flaws import Flaw
from models.protocol.criteria import Evidence, Interval, Washout
from models.protocol.lifetime_dose import LifetimeDose, say_dose
from models.protocol.types import Protocol

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def amount_flaws(protocol: Protocol) -> Iterator[Flaw]:
    """Gaps and ages of nothing or less, units that a rule does not count, doses unread."""
    yield from _of_protocol(protocol)
    for index, washout in enumerate(protocol.washout):
        yield from _of_washout(index, washout)
        yield from _doses(index, washout, protocol)
    for index, evidence in enumerate(protocol.evidence):
        yield from _of_evidence(index, evidence, protocol)
    for index, interval in enumerate(protocol.interval):
        yield from _of_interval(index, interval)
    for index, dose in enumerate(protocol.lifetime_dose):
        yield from _of_caps(index, dose)
    for index, link in enumerate(protocol.link):
        for key in ("earliest", "latest", "worst"):
            if getattr(link, key) and getattr(link, key).half_lives:
                yield Flaw("link", index, key, "half-lives belong to a drug, not to a step")


def _of_protocol(protocol: Protocol) -> Iterator[Flaw]:
    age = protocol.age
    if not 0 <= age.from_years <= age.to_years:
        sentence = f"no age is from {age.from_years} to {age.to_years} years"
        yield Flaw("age", None, "from_years", sentence)
    if protocol.due_soon_days < 0:
        yield Flaw("", None, "due_soon_days", "“due_soon_days” must be 0 or more")


def _of_washout(index: int, washout: Washout) -> Iterator[Flaw]:
    gap = washout.gap
    if not _is_positive(gap):
        yield Flaw("washout", index, "gap", f"a gap of {gap} keeps nothing apart")
    if gap.half_lives and washout.other_trial != "marketed":
        sentence = (
            "half-lives are recorded only for drugs of another trial: other_trial = “marketed”"
        )
        yield Flaw("washout", index, "gap", sentence)
    limit = washout.daily_hydrocortisone_from
    if limit is not None and not (_NUMBER.fullmatch(limit) and limit.strip("0.")):
        sentence = f"“{limit}” is not a number of mg above 0 like “10”"
        yield Flaw("washout", index, "daily_hydrocortisone_from", sentence)


def _doses(index: int, washout: Washout, protocol: Protocol) -> Iterator[Flaw]:
    """A dose that takes a drug out of one rule must bring it into another."""
    reached = [limits.dose_from for limits in protocol.washout]
    for drug, limit in washout.dose_below.items():
        if not any(limits.get(drug) == limit for limits in reached):
            sentence = (
                f"no rule has dose_from = {limit} for {drug}, so higher doses fall under none"
            )
            yield Flaw("washout", index, "dose_below", sentence)


def _of_evidence(index: int, evidence: Evidence, protocol: Protocol) -> Iterator[Flaw]:
    age = evidence.max_age
    if not _is_positive(age) or age.elapsed or age.half_lives:
        yield Flaw("evidence", index, "max_age", f"{age} is not an age in days or months")
    for link in protocol.link:
        same = link.rule == evidence.rule and link.step == evidence.step
        if same and link.earliest is not None and link.earliest != _before(age):
            sentence = f"{evidence.rule} lets its test be {age} old, its link {link.earliest}"
            yield Flaw("evidence", index, "max_age", sentence)


def _of_interval(index: int, interval: Interval) -> Iterator[Flaw]:
    if interval.at_most is None and interval.more_than is None:
        sentence = f"{interval.rule} asks for nothing; give it an at_most or a more_than"
        yield Flaw("interval", index, None, sentence)
    more = interval.more_than
    if more is not None and (not _is_positive(more) or more != Quantity(days=more.days)):
        yield Flaw("interval", index, "more_than", f"{more} is not a number of days above 0")
    most = interval.at_most
    if most is not None and (not _is_positive(most) or most.elapsed or most.half_lives):
        yield Flaw("interval", index, "at_most", f"{most} is not a length in days or months")
    measured = interval.or_measure
    if measured is not None and not _NUMBER.fullmatch(measured.at_least):
        sentence = f"“{measured.at_least}” is not a number like “2”"
        yield Flaw("interval", index, "or_measure", sentence)


def _of_caps(index: int, dose: LifetimeDose) -> Iterator[Flaw]:
    drugs = [cap.drug for cap in dose.caps]
    for drug in sorted({drug for drug in drugs if drugs.count(drug) > 1}):
        yield Flaw("lifetime_dose", index, "caps", f"{drug} has two caps")
    for cap in dose.caps:
        ends = [(cap.up_to, cap.disputed_to)]
        ends += [(cap.lower.below, cap.lower.disputed_to)] if cap.lower else []
        for start, end in ends:
            if end is not None and end <= start:
                sentence = f"{cap.drug}: no dose lies in {say_dose(start, end)}"
                yield Flaw("lifetime_dose", index, "caps", sentence)


def _is_positive(amount: Quantity) -> bool:
    parts = (amount.months, amount.days, amount.minutes, amount.half_lives)
    return min(parts) >= 0 and any(parts)


def _before(amount: Quantity) -> Quantity:
    return Quantity(months=-amount.months, days=-amount.days)
