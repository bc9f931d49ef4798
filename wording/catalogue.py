"""Messages of one topic in one language, as translators keep them: gettext, by message id.

An id names what is said (`washout.too_early`), never the English of it: English is a language
like the others, with a catalogue of its own. Facts come in by name, words go out.
"""

from functools import cache
from gettext import GNUTranslations
from typing import Final

from wording.language import Language, compiled


class MessageMissing(LookupError):
    """A catalogue lacks a message; `make lint` finds it before anybody reads."""

    def __init__(self, language: Language, topic: str, message: str) -> None:
        super().__init__(language, topic, message)
        self.language: Final = language
        self.topic: Final = topic
        self.message: Final = message


class _Messages(GNUTranslations):
    """Gettext's own reading of a compiled catalogue, which also says what it holds."""

    _catalog: dict[str | tuple[str, int], str]

    @property
    def ids(self) -> tuple[str, ...]:
        found = (key if isinstance(key, str) else key[0] for key in self._catalog)
        return tuple(dict.fromkeys(name for name in found if name))


class Catalogue:
    """The messages of one topic in one language."""

    def __init__(self, language: Language, topic: str) -> None:
        """Read the compiled catalogue.

        Raises:
            FileNotFoundError: if the language has no such topic.
        """
        self.language = language
        self.topic = topic
        with compiled(language, topic).open("rb") as messages:
            self._messages = _Messages(messages)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every message of the topic."""
        return self._messages.ids

    def __call__(self, message: str, /, **facts: object) -> str:
        """One message with its facts filled in.

        Raises:
            MessageMissing: if the catalogue lacks it.
        """
        said = self._messages.gettext(message)
        if said == message:
            raise MessageMissing(self.language, self.topic, message)
        return said.format(**facts) if facts else said

    def counted(self, message: str, number: int, /, **facts: object) -> str:
        """One message in the plural form that the number asks for; it is the fact `number`."""
        said = self._messages.ngettext(message, message, number)
        if said == message:
            raise MessageMissing(self.language, self.topic, message)
        return said.format(number=number, **facts)


class Counted:
    """A text whose form follows a number: `1 day`, `2 days`."""

    __slots__ = ("_message", "_words")

    def __init__(self, words: Catalogue, message: str) -> None:
        self._words = words
        self._message = message

    def of(self, number: int, /, **facts: object) -> str:
        """The text for this number, which is the fact `number`, with its other facts.

        Raises:
            MessageMissing: if the catalogue lacks it.
        """
        return self._words.counted(self._message, number, **facts)


@cache
def catalogue(language: Language, topic: str) -> Catalogue:
    """The catalogue of one topic, read once."""
    return Catalogue(language, topic)
