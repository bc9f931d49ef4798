"""What a protocol has that no fact of any chart could ever make matter."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from models.protocol import Protocol
from models.protocol.checks.flaws import Flaw
from models.protocol.conditions import Alternative
from models.protocol.path import REOPENED
from models.protocol.vocabulary import OF_THE_PROTOCOL, WordKind
from models.reasons.refusals.authored.idle_data import (
    EverySeverityExempt,
    LimitOutOfReach,
    PlacedByNothing,
    ReadByNoRule,
    Unread,
)

_RULES = (
    "population",
    "step",
    "link",
    "repeat",
    "washout",
    "evidence",
    "interval",
    "lifetime_dose",
    "finding",
    "condition",
    "hold",
    "closing",
    "ambiguous",
)


def what_never_matters(protocol: Protocol) -> Iterator[Flaw]:
    """Words that no rule reads, steps that nothing places, limits that no value can pass."""
    yield from _words(protocol)
    yield from _populations(protocol)
    yield from _steps(protocol)
    yield from _severities(protocol)
    yield from _limits(protocol)


def _words(protocol: Protocol) -> Iterator[Flaw]:
    read = {word for table in _RULES for one in getattr(protocol, table) for word in _texts(one)}
    for kind in OF_THE_PROTOCOL:
        for index, word in enumerate(protocol.lexicon.words(kind)):
            if word.id not in read and not _is_read_by_the_program(protocol, kind, word.id):
                yield Flaw(kind, index, "id", ReadByNoRule(word=word.id, what=Unread(kind.value)))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a rule but its own id: a word that none of them is, no rule reads."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from () if name == "id" else _texts(getattr(value, name))


def _populations(protocol: Protocol) -> Iterator[Flaw]:
    tables = (table for table in _RULES if table != "finding")
    read = {word for table in tables for one in getattr(protocol, table) for word in _texts(one)}
    for index, population in enumerate(protocol.population):
        if population.id not in read:
            unread = ReadByNoRule(word=population.id, what=Unread.POPULATION)
            yield Flaw("population", index, "id", unread)


def _is_read_by_the_program(protocol: Protocol, kind: WordKind, word: str) -> bool:
    """The event that opens a path again; a measure that a formula may be worked out from."""
    formulas = {measure.formula for measure in protocol.measure} - {None, "weight", "age"}
    return word == REOPENED or (kind is WordKind.MEASURE and bool(formulas))


def _steps(protocol: Protocol) -> Iterator[Flaw]:
    """A step that no window reaches is never due; the first may be one that others count from."""
    placed = {step for link in protocol.link for step in (link.step, link.anchor)}
    placed |= {one.step for one in protocol.evidence if one.step}
    for index, step in enumerate(protocol.step):
        if step.id not in placed and step.same_as is None and step.event is None:
            yield Flaw("step", index, "id", PlacedByNothing(step=step.id))


def _severities(protocol: Protocol) -> Iterator[Flaw]:
    every = {word.id for word in protocol.lexicon.words(WordKind.SEVERITY)}
    for index, washout in enumerate(protocol.washout):
        mild = washout.exempt_severity
        if mild is not None and every <= set(mild.severities):
            yield Flaw("washout", index, "exempt_severity", EverySeverityExempt(event=mild.event))


def _limits(protocol: Protocol) -> Iterator[Flaw]:
    for index, condition in enumerate(protocol.condition):
        for alternative in (each for need in condition.needs for each in need):
            reason = _out_of_reach(alternative, protocol)
            if reason is not None:
                yield Flaw("condition", index, "needs", reason)


def _out_of_reach(alternative: Alternative, protocol: Protocol) -> LimitOutOfReach | None:
    """A limit beyond what the value can be at all: each value keeps it, or none does."""
    if alternative.measure is None or alternative.times is not None:
        return None
    measure = protocol.measure_by_id[alternative.measure]
    can_be = measure.range_in(measure.unit)
    limit = alternative.limits[0]
    if can_be is None or limit in can_be:
        return None
    return LimitOutOfReach(measure=measure.id, limit=limit, least=can_be.least, most=can_be.most)
