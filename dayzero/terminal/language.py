"""In which language a command speaks."""

from dayzero.settings import read_language
from wording.language import Language
from wording.terminal import TerminalWords, terminal_words


def words_in(language: Language | None) -> TerminalWords:
    """The words of this language; of the installation's where none was asked for.

    Raises:
        SettingsRefused: if the installation's is none of ours.
    """
    return terminal_words(language or read_language())
