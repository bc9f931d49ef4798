"""Amounts of time, dose and age that read well and cannot be meant."""

import re
from collections.abc import Iterator
from dataclasses import replace

from models.protocol.arithmetic.quantity import Quantity
from models.protocol.checks.flaws import Flaw
from models.protocol.criteria import Evidence, Interval, Washout
from models.protocol.lifetime_dose import LifetimeDose
from models.protocol.types import Protocol
from models.reasons.refusals.authored.protocol_rules import (
    AgeAndLinkDiffer,
    AsksForNothing,
    DoseFallsUnderNone,
    GapOfNothing,
    NoAge,
    NoDoseBetween,
    NotALength,
    NotAnAge,
    NotAPlainNumber,
    NotDays,
    NotMilligrams,
    RuleFlaw,
    TwoCaps,
)

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def amount_flaws(protocol: Protocol) -> Iterator[Flaw]:
    """Gaps and ages of nothing or less, units that a rule does not count, doses unread."""
    yield from _of_protocol(protocol)
    for index, washout in enumerate(protocol.washout):
        yield from _of_washout(index, washout)
        yield from _doses(index, washout, protocol)
    for index, evidence in enumerate(protocol.evidence):
        yield from _of_evidence(index, evidence, protocol)
    for index, condition in enumerate(protocol.condition):
        if condition.max_age is not None and not _is_an_age(condition.max_age):
            yield Flaw("condition", index, "max_age", NotAnAge(age=condition.max_age))
    for index, interval in enumerate(protocol.interval):
        yield from _of_interval(index, interval)
    for index, dose in enumerate(protocol.lifetime_dose):
        yield from _of_caps(index, dose)
    for index, link in enumerate(protocol.link):
        for key in ("earliest", "latest", "worst"):
            if getattr(link, key) and getattr(link, key).half_lives:
                yield Flaw("link", index, key, RuleFlaw.HALF_LIVES_OF_A_STEP)


def _of_protocol(protocol: Protocol) -> Iterator[Flaw]:
    age = protocol.age
    if not 0 <= age.from_years <= age.to_years:
        reason = NoAge(from_years=age.from_years, to_years=age.to_years)
        yield Flaw("age", None, "from_years", reason)
    if protocol.due_soon_days < 0:
        yield Flaw("", None, "due_soon_days", RuleFlaw.DUE_SOON_BELOW_ZERO)


def _of_washout(index: int, washout: Washout) -> Iterator[Flaw]:
    for key, gap in (("gap", washout.gap), ("or_gap", washout.or_gap)):
        if gap is not None and not _is_positive(gap):
            yield Flaw("washout", index, key, GapOfNothing(gap=gap))
        if gap is not None and gap.half_lives and _half_life_is_unknown(washout):
            yield Flaw("washout", index, key, RuleFlaw.HALF_LIVES_NOT_RECORDED)
    if (washout.or_gap is None) is not (washout.whichever is None):
        key = "whichever" if washout.or_gap is None else "or_gap"
        yield Flaw("washout", index, key, RuleFlaw.NO_ONE_OF_TWO_GAPS)
    limit = washout.daily_hydrocortisone_from
    if limit is not None and washout.steroid_limit is None:
        reason = NotMilligrams(word=limit)
        yield Flaw("washout", index, "daily_hydrocortisone_from", reason)


def _half_life_is_unknown(washout: Washout) -> bool:
    """Of a drug of another trial it is recorded, of a class it stands in the catalogue."""
    if washout.other_trial == "marketed":
        return False
    by_dose = washout.dose_from or washout.dose_below or washout.daily_hydrocortisone_from
    other = washout.purposes or washout.routes or washout.fields or washout.events or by_dose
    return bool(other) or not washout.drug_classes


def _doses(index: int, washout: Washout, protocol: Protocol) -> Iterator[Flaw]:
    """A dose that takes a drug out of one rule must bring it into another."""
    reached = [limits.dose_from for limits in protocol.washout]
    for drug, limit in washout.dose_below.items():
        if not any(limits.get(drug) == limit for limits in reached):
            reason = DoseFallsUnderNone(drug=drug, limit=str(limit))
            yield Flaw("washout", index, "dose_below", reason)


def _of_evidence(index: int, evidence: Evidence, protocol: Protocol) -> Iterator[Flaw]:
    age = evidence.max_age
    if not _is_an_age(age):
        yield Flaw("evidence", index, "max_age", NotAnAge(age=age))
    for link in protocol.link:
        same = link.rule == evidence.rule and link.step == evidence.step
        if same and link.earliest is not None and link.earliest != _before(age):
            reason = AgeAndLinkDiffer(rule=evidence.rule, age=age, earliest=link.earliest)
            yield Flaw("evidence", index, "max_age", reason)


def _of_interval(index: int, interval: Interval) -> Iterator[Flaw]:
    if interval.at_most is None and interval.more_than is None:
        yield Flaw("interval", index, None, AsksForNothing(rule=interval.rule))
    more = interval.more_than
    if more is not None and (not _is_positive(more) or more != Quantity(days=more.days)):
        yield Flaw("interval", index, "more_than", NotDays(amount=more))
    most = interval.at_most
    if most is not None and (not _is_positive(most) or most.elapsed or most.half_lives):
        yield Flaw("interval", index, "at_most", NotALength(amount=most))
    measured = interval.or_measure
    if measured is not None and not _NUMBER.fullmatch(measured.at_least):
        yield Flaw("interval", index, "or_measure", NotAPlainNumber(word=measured.at_least))


def _of_caps(index: int, dose: LifetimeDose) -> Iterator[Flaw]:
    drugs = [cap.drug for cap in dose.caps]
    for drug in sorted({drug for drug in drugs if drugs.count(drug) > 1}):
        yield Flaw("lifetime_dose", index, "caps", TwoCaps(drug=drug))
    for cap in dose.caps:
        ends = [(cap.up_to, cap.disputed_to)]
        ends += [(cap.lower.below, cap.lower.disputed_to)] if cap.lower else []
        for start, end in ends:
            if end is not None and end <= start:
                reason = NoDoseBetween(drug=cap.drug, first=start, last=end)
                yield Flaw("lifetime_dose", index, "caps", reason)


def _is_positive(amount: Quantity) -> bool:
    parts = (amount.months, amount.days, amount.minutes, amount.half_lives)
    return min(parts) >= 0 and any(parts)


def _is_an_age(amount: Quantity) -> bool:
    return _is_positive(amount) and not amount.half_lives


def _before(amount: Quantity) -> Quantity:
    return replace(amount, months=-amount.months, days=-amount.days, minutes=-amount.minutes)
