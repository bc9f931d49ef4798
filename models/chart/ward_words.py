"""Words as wards write them, read as the protocol and its vocabulary have them."""

from dataclasses import replace

from models.chart.facts import (
    DrugFact,
    Entry,
    EventFact,
    FindingFact,
    MeasurementFact,
    TestFact,
)
from models.protocol import Protocol
from models.protocol.vocabulary import Vocabulary, WordKind
from models.reasons.refusals.refusal import nearest
from models.spelling import key_of

OTHER = "other"
"""What no rule reads; of a route, it may have been any."""


def in_known_words(fact: Entry, protocol: Protocol) -> Entry:
    """The fact with what it names by id, however a ward writes it; what is unknown stays."""
    match fact:
        case DrugFact():
            return _by_known_route(fact, protocol.vocabulary)
        case EventFact():
            name = meant(WordKind.EVENT, fact.event, protocol)
            return replace(fact, event=name, severity=_severity(fact, protocol))
        case MeasurementFact():
            return replace(fact, measure=meant(WordKind.MEASURE, fact.measure, protocol))
        case FindingFact():
            return replace(fact, finding=meant(WordKind.FINDING, fact.finding, protocol))
        case TestFact():
            return replace(fact, test=meant(WordKind.TEST, fact.test, protocol))
    return fact


def meant(kind: WordKind, name: str, protocol: Protocol) -> str:
    """The id of what a name means; itself where nothing is called so."""
    known = protocol.lexicon.word(kind, name)
    return name if known is None else known.id


def _severity(fact: EventFact, protocol: Protocol) -> str | None:
    if fact.severity is None:
        return None
    return meant(WordKind.SEVERITY, fact.severity, protocol)


def _by_known_route(fact: DrugFact, vocabulary: Vocabulary) -> DrugFact:
    """A route that nothing is called may have been any."""
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
