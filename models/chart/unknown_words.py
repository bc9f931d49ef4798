"""Names that no rule knows: refused where they are typed, with those that were perhaps meant.

On record they are read as if they were `other`, and asked about: nobody's chart is locked.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from models.chart.facts import (
    DrugFact,
    Entry,
    EventFact,
    FindingFact,
    MeasurementFact,
    TestFact,
)
from models.chart.ward_words import OTHER, near_route
from models.errors import Fault
from models.protocol import Protocol
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.charts import NameOfAnotherKind, NameUnknown, RouteUnknown
from models.reasons.refusals.refusal import SHOWN, FaultReason, shown
from models.spelling import key_of

_NEAR = 3


def name_of(entry: Entry) -> tuple[WordKind, str] | None:
    """What a fact names of the protocol's own words, and of which kind; None where nothing."""
    match entry:
        case EventFact():
            return WordKind.EVENT, entry.event
        case MeasurementFact():
            return WordKind.MEASURE, entry.measure
        case FindingFact():
            return WordKind.FINDING, entry.finding
        case TestFact():
            return WordKind.TEST, entry.test
    return None


def is_unread(entry: Entry, protocol: Protocol) -> bool:
    """Whether no rule knows what a fact names, and nobody said that it is something else."""
    named = name_of(entry)
    return named is not None and named[1] != OTHER and protocol.lexicon.word(*named) is None


def unknown_words(entry: Entry, protocol: Protocol) -> Iterator[Fault]:
    """Words that no rule reads: another, or `other`, is to be recorded."""
    if isinstance(entry, DrugFact) and entry.unread_route is not None:
        near = near_route(entry.unread_route, protocol.vocabulary)
        known = tuple(route.id for route in protocol.vocabulary.route)
        reason = RouteUnknown(word=shown(entry.unread_route), known=known, near=near)
        yield Fault(f"facts[{entry.index}].route", reason)
    named = name_of(entry)
    if named is not None and is_unread(entry, protocol):
        kind, name = named
        yield Fault(f"facts[{entry.index}].{kind}", _unknown(kind, name, protocol))


def _unknown(kind: WordKind, name: str, protocol: Protocol) -> FaultReason:
    word = shown(name)
    for other in _NAMED_BY_FACTS:
        known = protocol.lexicon.word(other, name)
        if other is not kind and known is not None:
            return NameOfAnotherKind(word=word, own=_KINDS_OF_FACTS[other], named=known.id)
    return NameUnknown(word=word, near=_near(kind, name, protocol) or None)


_KINDS_OF_FACTS = {
    WordKind.EVENT: "event",
    WordKind.FINDING: "finding",
    WordKind.MEASURE: "measurement",
    WordKind.TEST: "test",
}
_NAMED_BY_FACTS = tuple(_KINDS_OF_FACTS)


def _near(kind: WordKind, name: str, protocol: Protocol) -> tuple[str, ...]:
    """The ids that were perhaps meant: by what the name may stand for, else by its spelling."""
    may_be = protocol.lexicon.may_be(kind, name)
    if may_be:
        return may_be
    spellings = {
        key_of(text): word.id for word in protocol.lexicon.words(kind) for _, text in word.spellings
    }
    close = get_close_matches(key_of(name)[:SHOWN], spellings, n=_NEAR * 2)
    return tuple(dict.fromkeys(spellings[key] for key in close))[:_NEAR]
