"""Every word that a chart may use under one protocol, and what each spelling means."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field

from models.protocol.criterion import Authored
from models.protocol.vocabulary import Word, WordKind, by_spelling
from models.spelling import key_of


class Ambiguous(Authored):
    """Names that wards use for several things: refused, with what they may stand for.

    Attributes:
        kind: whose words they may be.
        may_be: their ids.
    """

    kind: WordKind = Field(strict=False)
    names: tuple[str, ...] = Field(strict=False)
    may_be: tuple[str, ...] = Field(strict=False)


@dataclass(frozen=True)
class Lexicon:
    """The words of a protocol, together with those that belong to no trial.

    Attributes:
        by_kind: all words of each kind, in their order.
        ambiguous: names that may stand for several of them.
    """

    by_kind: Mapping[WordKind, tuple[Word, ...]]
    ambiguous: tuple[Ambiguous, ...]

    def words(self, kind: WordKind) -> tuple[Word, ...]:
        """All words of one kind, in their order."""
        return self.by_kind[kind]

    def word(self, kind: WordKind, name: str) -> Word | None:
        """What a name means, however it is spelled; None where it is no known word."""
        return self._by_spelling[kind].get(key_of(name))

    def may_be(self, kind: WordKind, name: str) -> tuple[str, ...]:
        """What an ambiguous name may stand for; empty where it is not one."""
        key = key_of(name)
        return tuple(
            word
            for one in self.ambiguous
            if one.kind is kind and key in map(key_of, one.names)
            for word in one.may_be
        )

    @cached_property
    def _by_spelling(self) -> Mapping[WordKind, Mapping[str, Word]]:
        return {kind: by_spelling(self.words(kind)) for kind in WordKind}
