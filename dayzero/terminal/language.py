"""In which language a command speaks."""

from collections.abc import Sequence

from dayzero.settings import SettingsRefused, read_language
from wording.language import ENGLISH, Language, languages
from wording.terminal import TerminalWords, terminal_words

OPTION = "--language"


def words_in(language: Language | None) -> TerminalWords:
    """The words of this language; of the installation's where none was asked for.

    Raises:
        SettingsRefused: if the installation's is none of ours.
    """
    return terminal_words(language or read_language())


def language_of(words: Sequence[str]) -> Language:
    """The language in which a command's refusal is told, whatever it was that failed.

    That of `--language` among the command's words, as its own reading of them may have failed;
    else the installation's; English where that is none of ours.
    """
    for place, word in enumerate(words):
        option, _, value = word.partition("=")
        asked = value or "".join(words[place + 1 : place + 2])
        if option == OPTION and asked in languages():
            return asked
    try:
        return read_language()
    except SettingsRefused:
        return ENGLISH
