"""What the data says in several languages, in the one that is read."""

from models.texts import Texts
from wording.language import Language


def in_language(texts: Texts, language: Language) -> str:
    """The reader's own language where the data has it, else English."""
    return texts.get(language, texts.english)
