"""Words in a row, as each language puts them: a message says in which style."""

from collections.abc import Sequence
from typing import Literal, cast

from wording.language import Language, lists_of


class Listed:
    """Some words that a message lists: `{known:or}`, `{known:unit}`, `{rules:standard}`.

    The styles are Babel's, so that a translator chooses between “a, b or c” and “a, b, c”.
    """

    def __init__(self, words: Sequence[str], language: Language) -> None:
        self._words = words
        self._language = language

    def __format__(self, style: str) -> str:
        from babel.lists import format_list  # noqa: PLC0415  a twentieth of a second; few list

        named = cast("Literal['standard', 'or', 'unit']", style or "standard")
        return format_list(self._words, style=named, locale=lists_of(self._language))
