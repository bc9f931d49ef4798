"""Words as wards write them, read as the protocol's vocabulary has them."""

from dataclasses import replace

from models.chart.facts import DrugFact, Entry
from models.protocol.vocabulary import Vocabulary
from models.reasons.refusals.refusal import nearest
from models.spelling import key_of

OTHER = "other"
"""A route that no rule reads: it may have been any."""


def in_known_words(fact: Entry, vocabulary: Vocabulary) -> Entry:
    """The fact with its route by id; one that nothing is called may have been any."""
    if not isinstance(fact, DrugFact) or fact.route is None or fact.route == OTHER:
        return fact
    known = vocabulary.routes.get(key_of(fact.route))
    if known is None:
        return replace(fact, route=OTHER, unread_route=fact.route)
    return replace(fact, route=known.id, acts=known.acts)


def near_route(written: str, vocabulary: Vocabulary) -> str | None:
    """The route that was perhaps meant, as a chart holds it."""
    found = nearest(key_of(written), vocabulary.routes)
    return None if found is None else vocabulary.routes[found].id
