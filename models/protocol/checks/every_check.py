"""What a protocol's author may have got wrong, beyond a field's type.

Each kind of check stands in a file of its own; the first flaw found refuses the protocol.
"""

from collections.abc import Iterator

from models.protocol.checks.amounts import amount_flaws
from models.protocol.checks.conditions import condition_flaws
from models.protocol.checks.flaws import Flaw
from models.protocol.checks.gates import gate_flaws
from models.protocol.checks.holds import hold_flaws
from models.protocol.checks.idle_keys import idle_flaws
from models.protocol.checks.languages import language_flaws
from models.protocol.checks.named_drugs import drug_flaws
from models.protocol.checks.named_words import word_flaws
from models.protocol.checks.network import network_flaws
from models.protocol.checks.populations import population_flaws
from models.protocol.checks.references import reference_flaws
from models.protocol.checks.spellings import spelling_flaws
from models.protocol.loading.listed_drugs import ListedDrugs
from models.protocol.types import Protocol
from models.protocol.vocabulary import OF_THE_PROTOCOL


def check(protocol: Protocol, *, source: str, text: str, drugs: ListedDrugs) -> None:
    """Refuse a protocol that cannot be what its author meant.

    Args:
        source: the file's name, as it is told.
        text: what stands in it.
        drugs: what the catalogue beside it has.

    Raises:
        ProtocolRefused: with the line of the first flaw.
    """
    for flaw in _flaws(protocol, text, drugs):
        raise flaw.refusal(source, text)


def _flaws(protocol: Protocol, text: str, drugs: ListedDrugs) -> Iterator[Flaw]:
    yield from reference_flaws(protocol)
    for kind in OF_THE_PROTOCOL:
        yield from spelling_flaws(kind, protocol.lexicon.words(kind))
    yield from language_flaws(protocol, protocol.titles)
    yield from drug_flaws(protocol, drugs)
    yield from idle_flaws(protocol)
    yield from word_flaws(protocol)
    yield from amount_flaws(protocol)
    yield from condition_flaws(protocol)
    yield from hold_flaws(protocol)
    yield from gate_flaws(protocol)
    yield from population_flaws(protocol)
    yield from network_flaws(protocol, text)
