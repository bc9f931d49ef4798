"""Words of a protocol's rules that no chart and no catalogue would ever match."""

from collections.abc import Collection, Iterator

from models.protocol.checks.flaws import Flaw
from models.protocol.criteria import Washout
from models.protocol.lifetime_dose import LifetimeDose
from models.protocol.types import Protocol
from models.protocol.vocabulary import FIELDS, PURPOSES, RESULTS, ROUTES, TESTS
from models.reasons.refusals.protocol_rules import (
    DrugNotListed,
    NothingExempt,
    RouteUnknown,
    SumsNoSteroid,
    WaitsForNothing,
    WordUnsayable,
)
from models.reasons.refusals.refusal import nearest


def word_flaws(protocol: Protocol, drugs: str) -> Iterator[Flaw]:
    """Drug classes, drugs, purposes, routes, fields and tests that nothing can have."""
    for index, washout in enumerate(protocol.washout):
        yield from _chart_words(index, washout)
        yield from _drug_words(index, washout, drugs)
        yield from _empty(index, washout)
        yield from _idle_exemptions(index, washout)
    for index, dose in enumerate(protocol.lifetime_dose):
        yield from _lifetime_words(index, dose, drugs)
    for index, finding in enumerate(protocol.finding):
        for word in finding.drug_classes:
            if f'"{word}"' not in drugs:
                yield Flaw("finding", index, "drug_classes", DrugNotListed(word=word))
    for index, evidence in enumerate(protocol.evidence):
        yield from _unknown("evidence", index, "test", [evidence.test], TESTS)
        yield from _unknown("evidence", index, "result", [evidence.result], RESULTS)


def _unknown(
    table: str, index: int, key: str, words: Collection[str], known: Collection[str]
) -> Iterator[Flaw]:
    for word in words:
        if word not in known:
            near = nearest(word, known)
            reason = WordUnsayable(word=word, known=tuple(sorted(known)), near=near)
            yield Flaw(table, index, key, reason)


def _chart_words(index: int, washout: Washout) -> Iterator[Flaw]:
    purposes = [washout.exempt.purpose] if washout.exempt else []
    yield from _unknown("washout", index, "purposes", washout.purposes, PURPOSES)
    yield from _unknown("washout", index, "exempt", purposes, PURPOSES)
    yield from _unknown("washout", index, "fields", washout.fields, FIELDS)
    for key in ("routes", "routes_not"):
        for route in getattr(washout, key):
            if route not in ROUTES:
                reason = RouteUnknown(word=route, known=tuple(sorted(ROUTES)))
                yield Flaw("washout", index, key, reason)


def _drug_words(index: int, washout: Washout, drugs: str) -> Iterator[Flaw]:
    exempt = [washout.exempt.drug_class] if washout.exempt else []
    for key, words in (
        ("drug_classes", washout.drug_classes),
        ("exempt", exempt),
        ("dose_from", washout.dose_from),
        ("dose_below", washout.dose_below),
    ):
        for word in words:
            if f'"{word}"' not in drugs:
                yield Flaw("washout", index, key, DrugNotListed(word=word))


def _lifetime_words(index: int, dose: LifetimeDose, drugs: str) -> Iterator[Flaw]:
    for cap in dose.caps:
        lower = cap.lower
        named = (cap.drug, *((*lower.drugs, *lower.drug_classes) if lower else ()))
        for word in named:
            if f'"{word}"' not in drugs:
                yield Flaw("lifetime_dose", index, "caps", DrugNotListed(word=word))
        fields = (*lower.fields, *lower.perhaps_fields) if lower else ()
        yield from _unknown("lifetime_dose", index, "caps", fields, FIELDS)


def _empty(index: int, washout: Washout) -> Iterator[Flaw]:
    named = (
        washout.drug_classes,
        washout.purposes,
        washout.routes,
        washout.other_trial,
        washout.fields,
        washout.events,
    )
    if not any(named):
        yield Flaw("washout", index, None, WaitsForNothing(rule=washout.rule))


def _idle_exemptions(index: int, washout: Washout) -> Iterator[Flaw]:
    mild = washout.exempt_severity
    if mild is not None and mild.event not in washout.events:
        idle = NothingExempt(event=mild.event, rule=washout.rule)
        yield Flaw("washout", index, "exempt_severity", idle)
    if washout.daily_hydrocortisone_from is not None and "steroid" not in washout.drug_classes:
        reason = SumsNoSteroid(rule=washout.rule)
        yield Flaw("washout", index, "daily_hydrocortisone_from", reason)
