"""Words as wards write them, read as the protocol and its vocabulary have them."""

from dataclasses import replace

from models.chart.facts import DrugFact, Entry, EventFact, FindingFact, MeasurementFact
from models.protocol import Protocol
from models.protocol.vocabulary import Vocabulary, WordKind
from models.reasons.refusals.refusal import nearest
from models.spelling import key_of

OTHER = "other"
"""What no rule reads: a route that may have been any, an event that has a text beside it."""


def in_known_words(fact: Entry, protocol: Protocol) -> Entry:
    """The fact with its word by id; one that nothing is called stays as it was written."""
    match fact:
        case DrugFact():
            return _by_known_route(fact, protocol.vocabulary)
        case EventFact():
            return replace(fact, event=_id_of(WordKind.EVENT, fact.event, protocol))
        case MeasurementFact():
            return replace(fact, measure=_id_of(WordKind.MEASURE, fact.measure, protocol))
        case FindingFact():
            return replace(fact, finding=_id_of(WordKind.FINDING, fact.finding, protocol))
    return fact


def _id_of(kind: WordKind, written: str, protocol: Protocol) -> str:
    known = protocol.word(kind, written)
    return written if known is None else known.id


def _by_known_route(fact: DrugFact, vocabulary: Vocabulary) -> DrugFact:
    """One that nothing is called may have been any."""
    if fact.route is None or fact.route == OTHER:
        return fact
    known = vocabulary.routes.get(key_of(fact.route))
    if known is None:
        return replace(fact, route=OTHER, unread_route=fact.route)
    return replace(fact, route=known.id, acts=known.acts)


def near_route(written: str, vocabulary: Vocabulary) -> str | None:
    """The route that was perhaps meant, as a chart holds it."""
    found = nearest(key_of(written), vocabulary.routes)
    return None if found is None else vocabulary.routes[found].id


def known_events(protocol: Protocol) -> frozenset[str]:
    """Events that a chart may hold, as it holds them; `other` beside them."""
    return protocol.known_events | {word.id for word in protocol.words(WordKind.EVENT)}


def near_event(written: str, protocol: Protocol) -> str | None:
    """The event that was perhaps meant, as a chart holds it."""
    spelled = {key_of(name): name for name in protocol.known_events}
    for word in protocol.words(WordKind.EVENT):
        spelled |= {key_of(name): word.id for _, name in word.spellings}
    found = nearest(key_of(written), spelled)
    return None if found is None else spelled[found]
