"""Spellings that name two things: whoever reads a chart could not tell which was meant."""

from collections.abc import Iterable, Iterator

from models.protocol.checks.flaws import Flaw
from models.protocol.vocabulary import Word, WordKind
from models.reasons.refusals.authored.protocol_path import DefinedTwice
from models.reasons.refusals.authored.protocol_rules import NameTaken, SpelledTwice, SpellsNothing
from models.reasons.refusals.refusal import FaultReason
from models.spelling import key_of


def spelling_flaws(kind: WordKind, words: Iterable[Word]) -> Iterator[Flaw]:
    """Ids given twice, and names that already name another thing of the kind, or this one."""
    owners: dict[str, str] = {}
    for index, word in enumerate(words):
        for key, name in word.spellings:
            reason = _reason(key, name, word.id, owners.get(key_of(name)), kind)
            if reason is not None:
                yield Flaw(kind, index, key, reason)
            owners.setdefault(key_of(name), word.id)


def _reason(key: str, name: str, own: str, owner: str | None, kind: WordKind) -> FaultReason | None:
    """What is wrong with one name; a title may well be spelled as its id, a synonym need not."""
    if not key_of(name):
        return SpellsNothing(word=name)
    if owner is not None and owner != own:
        return NameTaken(word=name, table=kind.value, other=owner)
    if owner == own and key == "id":
        return DefinedTwice(table=kind.value, word=name)
    return SpelledTwice(word=name, other=own) if owner == own and key == "synonyms" else None
