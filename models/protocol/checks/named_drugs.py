"""Drugs and classes of drugs that a protocol names, and the catalogue beside it has not."""

from collections.abc import Iterable, Iterator

from models.protocol.checks.flaws import Flaw
from models.protocol.criteria import Washout
from models.protocol.lifetime_dose import LifetimeDose
from models.protocol.loading.listed_drugs import ListedDrugs
from models.protocol.types import Protocol
from models.reasons.refusals.authored.protocol_rules import (
    ClassNotListed,
    DrugNotListed,
    HalfLifeNotListed,
    SumsNoSteroid,
)
from models.reasons.refusals.refusal import FaultReason, nearest

Named = tuple[str, int, str, Iterable[str]]
"""A table, the place in it, a key, and what stands there."""


def drug_flaws(protocol: Protocol, drugs: ListedDrugs) -> Iterator[Flaw]:
    """Words under which no drug would ever be counted."""
    for table, index, key, words in _classes(protocol):
        unknown = [word for word in words if word not in drugs.classes]
        yield from (Flaw(table, index, key, _no_class(word, drugs)) for word in unknown)
    for table, index, key, words in _drugs(protocol):
        unknown = [word for word in words if word not in drugs.classes_of]
        yield from (Flaw(table, index, key, _no_drug(word, drugs)) for word in unknown)
    for index, washout in enumerate(protocol.washout):
        if washout.steroid_limit and not drugs.steroids.intersection(washout.drug_classes):
            key, reason = "daily_hydrocortisone_from", SumsNoSteroid(rule=washout.rule)
            yield Flaw("washout", index, key, reason)
        if washout.counts_half_lives:
            yield from _half_lives(index, washout, drugs)


def _half_lives(index: int, washout: Washout, drugs: ListedDrugs) -> Iterator[Flaw]:
    """The first drug of a class whose half-life the catalogue does not give."""
    key = "gap" if washout.gap.half_lives else "or_gap"
    for drug, classes in drugs.classes_of.items():
        if drug not in drugs.with_half_life and {*classes}.intersection(washout.drug_classes):
            yield Flaw("washout", index, key, HalfLifeNotListed(drug=drug, rule=washout.rule))
            return


def _no_class(word: str, drugs: ListedDrugs) -> FaultReason:
    """Of a drug that was written where a class is due, its class is what was meant."""
    own = drugs.classes_of.get(word)
    return ClassNotListed(word=word, near=own[0] if own else nearest(word, drugs.classes))


def _no_drug(word: str, drugs: ListedDrugs) -> FaultReason:
    return DrugNotListed(word=word, near=nearest(word, drugs.classes_of))


def _classes(protocol: Protocol) -> Iterator[Named]:
    for index, washout in enumerate(protocol.washout):
        yield "washout", index, "drug_classes", washout.drug_classes
        if washout.exempt:
            yield "washout", index, "exempt", [washout.exempt.drug_class]
    for index, finding in enumerate(protocol.finding):
        yield "finding", index, "drug_classes", finding.drug_classes
    for index, dose in enumerate(protocol.lifetime_dose):
        lower = [cap.lower for cap in dose.caps if cap.lower]
        yield "lifetime_dose", index, "caps", [name for one in lower for name in one.drug_classes]


def _drugs(protocol: Protocol) -> Iterator[Named]:
    for index, washout in enumerate(protocol.washout):
        yield "washout", index, "dose_from", washout.dose_from
        yield "washout", index, "dose_below", washout.dose_below
    for index, dose in enumerate(protocol.lifetime_dose):
        yield "lifetime_dose", index, "caps", _capped(dose)


def _capped(dose: LifetimeDose) -> list[str]:
    lower = [drug for cap in dose.caps if cap.lower for drug in cap.lower.drugs]
    return [*(cap.drug for cap in dose.caps), *lower]
